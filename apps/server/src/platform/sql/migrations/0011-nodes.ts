import { type Kysely, sql } from "kysely";

/** The nodes that are at work, and by what they know each other's news on Redis. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // beat: counted up every second by a node that lives; no clock of any machine is compared with another's.
  await sql`create table node (id text primary key, beat bigint not null)`.execute(db);
  await sql`
    insert into installation_secret (name, value)
    values ('bus', gen_random_uuid()::text || gen_random_uuid()::text)`.execute(db);
}
