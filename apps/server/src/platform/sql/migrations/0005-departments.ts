import { type Kysely, sql } from "kysely";

/** A deleted department's row stays, for the chats that name it; only the living need different names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // settings: what API clients keep with a department, in their own names.
  await sql`
    alter table department
      add column deleted_at timestamptz,
      add column settings jsonb not null default '{}',
      drop constraint department_account_id_name_key`.execute(db);
  await sql`
    create unique index department_name on department (account_id, lower(name)) where deleted_at is null`.execute(
    db,
  );
}
