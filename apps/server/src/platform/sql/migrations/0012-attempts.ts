import { type Kysely, sql } from "kysely";

/** Failed attempts to guess a secret, counted on all nodes together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // key: a hash, since it is made of an address and an e-mail; until: when the counting ends (epoch ms).
  await sql`
    create table attempt (key text primary key, failures integer not null, until bigint not null)`.execute(
    db,
  );
  await sql`create index attempt_until on attempt (until)`.execute(db);
}
