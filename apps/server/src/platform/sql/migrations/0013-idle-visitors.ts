import { type Kysely, sql } from "kysely";

/** Whether a visitor who is in an open chat is idle on all pages that a node has of theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A node of the release before does not say: its visitors' chats end by silence alone, as they did.
  await sql`alter table lease add column is_idle boolean not null default true`.execute(db);
}
