import { type Kysely, sql } from "kysely";

/** An agent's own idle time-out; null is none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table agent add column idle_timeout jsonb`.execute(db);
}
