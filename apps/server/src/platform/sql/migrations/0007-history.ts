import { type Kysely, sql } from "kysely";

/** What the History room, the earlier chats of a visitor and edits of their details need. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await filters(db);
  await details(db);
}

/** One for each filter, in the order of the room. */
async function filters(db: Kysely<unknown>): Promise<void> {
  await sql`create index chat_unread on chat (account_id, started_at desc, id) where unread`.execute(db);
  await sql`create index chat_message on chat (account_id, started_at desc, id) where status = 'offline-message'`.execute(
    db,
  );
  await sql`create index chat_of_department on chat (account_id, department_id, started_at desc, id)
    where department_id is not null and status <> 'team'`.execute(db);
  await sql`create index chat_of_rating on chat (account_id, rating, started_at desc, id)
    where rating is not null`.execute(db);
  await sql`create index chat_of_participant on chat using gin (participant_ids)
    where participant_ids <> '{}'`.execute(db);
  await sql`create index chat_of_tag on chat using gin (tags) where tags <> '{}'`.execute(db);
}

async function details(db: Kysely<unknown>): Promise<void> {
  // A claim, compared without regard to case: it groups chats, and opens nothing.
  await sql`create index visitor_of_email on visitor (account_id, lower(email)) where email is not null`.execute(
    db,
  );
  // What the site said last of who the visitor is: said again it changes nothing.
  await sql`alter table visitor add column site_claim jsonb not null default '{}'`.execute(db);
  // [DE2]: an edit that came twice is answered as the first time. Kept for ever, like commands.
  await sql`
    create table visitor_edit (
      account_id bigint not null references account,
      actor text not null,
      command_id text not null,
      visitor_id text not null references visitor on delete cascade,
      at bigint not null,
      primary key (account_id, actor, command_id)
    )`.execute(db);
}
