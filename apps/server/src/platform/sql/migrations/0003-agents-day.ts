import { type Kysely, sql } from "kysely";

/** What transfers, invitations, ratings, tags, offline messages and chats among colleagues need of a chat's row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column settings jsonb not null default '{}'`.execute(db);
  await chats(db);
  await deadlines(db);
}

async function chats(db: Kysely<unknown>): Promise<void> {
  // A chat among colleagues has no visitor; team_pair names the two of a chat of two, "11:12".
  await sql`alter table chat alter column visitor_id drop not null`.execute(db);
  await sql`alter table chat drop constraint chat_status_check`.execute(db);
  await sql`
    alter table chat
      add constraint chat_status_check
        check (status in ('waiting', 'served', 'unattended', 'ended', 'offline-message', 'team')),
      add constraint chat_has_visitor check ((visitor_id is null) = (status = 'team')),
      add column participant_ids bigint[] not null default '{}',
      add column excluded_ids bigint[] not null default '{}',
      add column invited_ids bigint[] not null default '{}',
      add column rating text check (rating in ('good', 'bad')),
      add column rating_comment text,
      add column rated_at bigint,
      add column tags text[] not null default '{}',
      add column unread boolean not null default false,
      add column team_pair text`.execute(db);
  await sql`drop index chat_one_open`.execute(db);
  await sql`
    create unique index chat_one_open on chat (account_id, visitor_id)
    where status in ('waiting', 'served', 'unattended')`.execute(db);
  await sql`create unique index chat_one_of_two on chat (account_id, team_pair) where team_pair is not null`.execute(
    db,
  );
  await sql`drop index chat_served`.execute(db);
  await sql`create index chat_served on chat using gin (agent_ids) where status in ('served', 'team')`.execute(
    db,
  );
  await sql`create index chat_invited on chat using gin (invited_ids) where invited_ids <> '{}'`.execute(db);
  await sql`create index chat_rated on chat (account_id, rated_at) where rating is not null`.execute(db);
  await sql`create index chat_of_account on chat (account_id, started_at desc, id) where status <> 'team'`.execute(
    db,
  );
}

async function deadlines(db: Kysely<unknown>): Promise<void> {
  await sql`alter table deadline drop constraint deadline_kind_check`.execute(db);
  await sql`
    alter table deadline add constraint deadline_kind_check
      check (kind in ('visitor-gone', 'idle', 'hand-over'))`.execute(db);
}
