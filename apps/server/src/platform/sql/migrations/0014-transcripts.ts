import { type Kysely, sql } from "kysely";

/** Transcripts that visitors have mailed to them: mails of a chat, of which there may be several. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // up_to: how far the chat had come when it was asked for; what is mailed is read from the log, as for tickets.
  await sql`
    alter table mail
      add column recipient text,
      add column up_to integer,
      add column language text,
      drop constraint mail_kind_check,
      add constraint mail_kind_check check (
        kind in ('ticket-created', 'ticket-solved', 'ticket-for-desk', 'offline-message', 'transcript')),
      add constraint mail_transcript_check check (
        kind <> 'transcript' or num_nulls(chat_id, recipient, up_to, language) = 0)`.execute(db);
  await sql`drop index mail_once_for_chat`.execute(db);
  await sql`create unique index mail_once_for_offline_message on mail (chat_id) where kind = 'offline-message'`.execute(
    db,
  );
  await sql`create index mail_of_chat on mail (chat_id)`.execute(db);
  await sql`create index mail_transcript on mail (created_at) where kind = 'transcript'`.execute(db);
}
