import { type Kysely, sql } from "kysely";

/** Tickets made from chats, and the mails that tickets and offline messages owe. Times are epoch milliseconds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // As the visitor's browser says it: "fr-CA". Mails are written in it.
  await sql`alter table visitor add column language text`.execute(db);
  await tickets(db);
  await mails(db);
  await reactions(db);
}

async function tickets(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ticket_count (
      account_id bigint primary key references account,
      last_number integer not null
    )`.execute(db);
  // client_id: by whom it is asked for, so that a retry makes no second one. transcript_up_to: how far the chat had
  // come; what is attached is read from the log, so that what is erased there is erased here.
  await sql`
    create table ticket (
      id bigint primary key generated always as identity,
      account_id bigint not null references account,
      number integer not null,
      client_id text not null,
      chat_id text references chat on delete set null,
      transcript_up_to integer not null,
      visitor_id text references visitor on delete set null,
      requester_name text not null,
      requester_email text not null,
      subject text not null,
      description text not null,
      department_id bigint references department on delete set null,
      tags text[] not null,
      language text not null check (language in ('en', 'fr')),
      status text not null default 'open' check (status in ('open', 'solved')),
      created_by bigint references agent on delete set null,
      created_at bigint not null,
      solved_at bigint,
      unique (account_id, number),
      unique (account_id, client_id),
      check ((status = 'solved') = (solved_at is not null))
    )`.execute(db);
  await sql`create index ticket_of_chat on ticket (chat_id)`.execute(db);
  await sql`create index ticket_by_status on ticket (account_id, status, number desc)`.execute(db);
}

async function mails(db: Kysely<unknown>): Promise<void> {
  // Owed from the commit of what it tells. job_id: the job that is to send it; an older one does nothing any more.
  await sql`
    create table mail (
      id uuid primary key,
      account_id bigint not null references account,
      kind text not null check (kind in ('ticket-created', 'ticket-solved', 'ticket-for-desk', 'offline-message')),
      ticket_id bigint references ticket on delete cascade,
      chat_id text references chat on delete cascade,
      state text not null default 'owed' check (state in ('owed', 'sent', 'failed')),
      job_id uuid not null,
      fault text,
      created_at bigint not null,
      sent_at bigint,
      check ((ticket_id is null) <> (chat_id is null))
    )`.execute(db);
  await sql`create index mail_of_ticket on mail (ticket_id, created_at)`.execute(db);
  await sql`create unique index mail_once_for_chat on mail (chat_id)`.execute(db);
  await sql`create unique index mail_once_for_ticket on mail (ticket_id, kind) where kind <> 'ticket-solved'`.execute(
    db,
  );
  await sql`create index mail_owed on mail (created_at) where state = 'owed'`.execute(db);
}

async function reactions(db: Kysely<unknown>): Promise<void> {
  // Up to when a reaction has seen the log.
  await sql`create table reaction (name text primary key, up_to bigint not null)`.execute(db);
  await sql`create index chat_offline_message on chat (started_at) where status = 'offline-message'`.execute(
    db,
  );
}
