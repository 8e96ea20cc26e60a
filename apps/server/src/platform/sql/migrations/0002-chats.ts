import type { Kysely } from "kysely";
import { sql } from "kysely";

/** Visitors, the log of chats and its projections. Times are epoch milliseconds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await visitors(db);
  await chats(db);
  await presence(db);
}

async function visitors(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table visitor (
      id text primary key,
      account_id bigint not null references account,
      token_hash bytea not null,
      number integer not null,
      name text,
      email text,
      phone text,
      notes text not null default '',
      created_at bigint not null,
      last_seen_at bigint not null,
      visits integer not null default 0,
      visit_id text,
      visit_started_at bigint,
      place jsonb,
      device jsonb,
      unique (account_id, token_hash)
    ) with (fillfactor = 80)`.execute(db);
  await sql`
    create table visit (
      id text primary key,
      account_id bigint not null references account,
      visitor_id text not null references visitor on delete cascade,
      started_at bigint not null,
      last_seen_at bigint not null,
      landing_url text not null,
      landing_title text not null,
      referrer text,
      pages integer not null,
      place jsonb,
      device jsonb
    ) with (fillfactor = 80)`.execute(db);
  await sql`create index visit_of_visitor on visit (visitor_id, started_at)`.execute(db);
}

async function chats(db: Kysely<unknown>): Promise<void> {
  await sql`create sequence queue_number`.execute(db);
  await sql`
    create table chat (
      id text primary key,
      account_id bigint not null references account,
      visitor_id text not null references visitor,
      department_id bigint references department,
      status text not null check (status in ('waiting', 'served', 'unattended', 'ended')),
      queue_number bigint,
      agent_ids bigint[] not null,
      started_by text not null,
      started_at bigint not null,
      ended_at bigint
    ) with (fillfactor = 70)`.execute(db);
  // [CH1]: two tabs, two nodes, or visitor and agent starting together cannot make two.
  await sql`create unique index chat_one_open on chat (account_id, visitor_id) where status <> 'ended'`.execute(
    db,
  );
  await sql`create index chat_waiting on chat (account_id, queue_number) where status = 'waiting'`.execute(
    db,
  );
  await sql`create index chat_served on chat using gin (agent_ids) where status = 'served'`.execute(db);
  await sql`create index chat_of_visitor on chat (visitor_id, started_at)`.execute(db);
  // Apart from chat, so that a message rewrites a narrow row that stays hot.
  await sql`
    create table chat_head (
      chat_id text primary key references chat on delete cascade,
      head integer not null
    ) with (fillfactor = 50)`.execute(db);
  // body is apart from data, so that erasing a text is one null.
  await sql`
    create table chat_event (
      chat_id text not null,
      seq integer not null,
      at bigint not null,
      type text not null,
      body text,
      data jsonb not null,
      primary key (chat_id, seq)
    )`.execute(db);
  // [DL3]: kept for ever.
  await sql`
    create table command (
      account_id bigint not null,
      actor text not null,
      command_id text not null,
      chat_id text not null,
      first_seq integer not null,
      last_seq integer not null,
      primary key (account_id, actor, command_id)
    )`.execute(db);
  await sql`
    create table chat_read (
      chat_id text not null references chat on delete cascade,
      agent_id bigint not null references agent on delete cascade,
      seq integer not null,
      primary key (chat_id, agent_id)
    ) with (fillfactor = 70)`.execute(db);
}

async function presence(db: Kysely<unknown>): Promise<void> {
  // Who is connected, for decisions: survives the node that says so.
  await sql`
    create table lease (
      kind text not null check (kind in ('agent', 'visitor')),
      subject text not null,
      account_id bigint not null references account,
      node_id text not null,
      held_until bigint not null,
      primary key (kind, subject, node_id)
    ) with (fillfactor = 50)`.execute(db);
  await sql`
    create table deadline (
      chat_id text not null references chat on delete cascade,
      kind text not null check (kind in ('visitor-gone', 'idle')),
      account_id bigint not null references account,
      due_at bigint not null,
      claimed_until bigint not null default 0,
      primary key (chat_id, kind)
    ) with (fillfactor = 50)`.execute(db);
  await sql`create index deadline_due on deadline (due_at)`.execute(db);
}
