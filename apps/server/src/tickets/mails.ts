import { randomUUID } from "node:crypto";
import type { AccountId, ChatId, EpochMs, VisitorId } from "@causerie/domain";
import type { TicketMail, TicketMailState } from "@causerie/protocol";
import type { Pool, PoolClient } from "pg";
import type { MailFault } from "../platform/mail/mail.ts";
import type { MailLanguage } from "./language.ts";

type Db = Pool | PoolClient;

/** One mail that is owed, sent, or could not be. Its id is in its Message-ID, so that one sent twice is known as one. */
export type StoredMail = {
  mailId: string;
  jobId: string;
  accountId: AccountId;
  state: TicketMail["state"];
} & (
  | { kind: TicketMail["kind"]; ticketId: number; chatId: null }
  | { kind: "offline-message"; ticketId: null; chatId: ChatId }
  | ({ kind: "transcript"; ticketId: null; chatId: ChatId } & TranscriptAsked)
);

/** `upTo`: the head of the chat when it was asked for. */
export type TranscriptAsked = { recipient: string; upTo: number; language: MailLanguage };

export type NewMail =
  | { kind: TicketMail["kind"]; accountId: AccountId; ticketId: number }
  | { kind: "offline-message"; accountId: AccountId; chatId: string }
  /** `mailId`: made of the command's, so that one asked for again is the same mail. */
  | ({ kind: "transcript"; mailId: string; accountId: AccountId; chatId: string } & TranscriptAsked);

/** What the job that sends a mail is told. `jobId`: by which it knows whether a later one has taken its place. */
export type MailJob = { mailId: string; jobId: string };

/** null: it is owed or was sent already [MA5]. */
export async function insertMail(db: Db, mail: NewMail, now: EpochMs): Promise<MailJob | null> {
  const mailId = mail.kind === "transcript" ? mail.mailId : randomUUID();
  const jobId = randomUUID();
  const { accountId, kind } = mail;
  const { recipient, upTo, language } = mail.kind === "transcript" ? mail : ({} as Partial<TranscriptAsked>);
  const { rowCount } = await db.query(
    `insert into mail (id, account_id, kind, ticket_id, chat_id, job_id, created_at, recipient, up_to, language)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      mailId,
      accountId,
      kind,
      "ticketId" in mail ? mail.ticketId : null,
      "chatId" in mail ? mail.chatId : null,
      jobId,
      now,
      recipient,
      upTo,
      language,
    ],
  );
  return rowCount === 1 ? { jobId, mailId } : null;
}

export type TranscriptCounts = { ofChat: number; ofVisitor: number; toRecipient: number };

/** [MA9] The transcripts that were owed since then, whatever became of them. */
export async function transcriptsSince(
  db: Db,
  { chatId, visitorId, recipient }: { chatId: string; visitorId: VisitorId; recipient: string },
  since: EpochMs,
): Promise<TranscriptCounts> {
  const { rows } = await db.query<TranscriptCounts>(
    `select count(*) filter (where m.chat_id = $1)::int as "ofChat",
            count(*) filter (where c.visitor_id = $2)::int as "ofVisitor",
            count(*) filter (where lower(m.recipient) = lower($3))::int as "toRecipient"
     from mail m join chat c on c.id = m.chat_id where m.kind = 'transcript' and m.created_at > $4`,
    [chatId, visitorId, recipient, since],
  );
  return rows[0] ?? { ofChat: 0, ofVisitor: 0, toRecipient: 0 };
}

/** Those of a ticket that did not go: a job of their own each, which takes the place of the one before [MA4]. */
export async function renewUnsent(db: Db, ticketId: number): Promise<MailJob[]> {
  const { rows } = await db.query<MailJob>(
    `update mail set state = 'owed', fault = null, job_id = gen_random_uuid()
     where ticket_id = $1 and (state = 'failed' or (state = 'owed' and fault is not null))
     returning job_id as "jobId", id as "mailId"`,
    [ticketId],
  );
  return rows;
}

export async function findMail(db: Db, mailId: string): Promise<StoredMail | null> {
  const { rows } = await db.query<StoredMail>(
    `select id as "mailId", job_id as "jobId", account_id as "accountId", state, kind, ticket_id as "ticketId",
            chat_id as "chatId", recipient, up_to as "upTo", language from mail where id = $1`,
    [mailId],
  );
  return rows[0] ?? null;
}

/** The mails whose job may have been lost on its way to the queue. */
export async function owedMails(db: Db): Promise<MailJob[]> {
  const { rows } = await db.query<MailJob>(
    `select job_id as "jobId", id as "mailId" from mail where state = 'owed' order by created_at`,
  );
  return rows;
}

export async function noteSent(db: Db, mailId: string, now: EpochMs): Promise<void> {
  await db.query("update mail set state = 'sent', fault = null, sent_at = $2 where id = $1", [mailId, now]);
}

/** `jobId`: a later attempt is not undone by an earlier one. */
export async function noteFault(
  db: Db,
  { mailId, jobId }: MailJob,
  { fault, isFinal }: { fault: MailFault; isFinal: boolean },
): Promise<void> {
  await db.query(
    `update mail set fault = $3, state = case when $4 then 'failed' else state end
     where id = $1 and job_id = $2 and state = 'owed'`,
    [mailId, jobId, fault, isFinal],
  );
}

/** After the last attempt. */
export async function noteGivenUp(db: Db, { mailId, jobId }: MailJob): Promise<void> {
  await db.query(
    `update mail set state = 'failed', fault = coalesce(fault, 'unreachable')
     where id = $1 and job_id = $2 and state = 'owed'`,
    [mailId, jobId],
  );
}

export async function mailsOfTicket(db: Db, ticketId: number): Promise<TicketMail[]> {
  const { rows } = await db.query<TicketMail>(
    `select kind, state, fault, coalesce(sent_at, created_at) as at from mail
     where ticket_id = $1 order by created_at, kind`,
    [ticketId],
  );
  return rows;
}

/** The Message-ID's part before the @ of the ticket's first mail to the requester, which later ones follow. */
export async function firstMailOf(db: Db, ticketId: number): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    "select id from mail where ticket_id = $1 and kind = 'ticket-created'",
    [ticketId],
  );
  return rows[0]?.id ?? null;
}

export function worstState(states: readonly string[]): TicketMailState {
  if (states.includes("failed")) return "failed";
  if (states.includes("owed")) return "owed";
  return states.length > 0 ? "sent" : "none";
}
