import { type Kysely, sql } from "kysely";

/** What was uploaded, sent or not yet. Times are epoch milliseconds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // command_id: of the command that says it in a chat. Once that is in `command`, the file belongs to its chat.
  // ready: what is to be stored is stored. settled: it was sent, and no sweep looks at it again.
  await sql`
    create table file (
      id text primary key,
      account_id bigint not null references account,
      uploader text not null,
      name text not null,
      mime text not null,
      size_bytes bigint not null,
      width integer,
      height integer,
      has_thumbnail boolean not null,
      created_at bigint not null,
      command_id text,
      claimed_at bigint,
      ready boolean not null default false,
      settled boolean not null default false,
      check ((width is null) = (height is null))
    )`.execute(db);
  await sql`create index file_unsettled on file (created_at) where not settled`.execute(db);
  await sql`create index file_of_uploader on file (uploader, created_at) where not settled`.execute(db);
  await sql`
    insert into installation_secret (name, value)
    values ('files', gen_random_uuid()::text || gen_random_uuid()::text)`.execute(db);
}
