import { randomUUID } from "node:crypto";
import type { AccountId, ChatId, EpochMs } from "@causerie/domain";
import type { TicketMail, TicketMailState } from "@causerie/protocol";
import type { Pool, PoolClient } from "pg";
import type { MailFault } from "../platform/mail/mail.ts";

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
);

export type NewMail =
  | { kind: TicketMail["kind"]; accountId: AccountId; ticketId: number }
  | { kind: "offline-message"; accountId: AccountId; chatId: string };

/** What the job that sends a mail is told. `jobId`: by which it knows whether a later one has taken its place. */
export type MailJob = { mailId: string; jobId: string };

/** null: it is owed or was sent already [MA5]. */
export async function insertMail(db: Db, mail: NewMail, now: EpochMs): Promise<MailJob | null> {
  const [mailId, jobId] = [randomUUID(), randomUUID()];
  const { rowCount } = await db.query(
    `insert into mail (id, account_id, kind, ticket_id, chat_id, job_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      mailId,
      mail.accountId,
      mail.kind,
      "ticketId" in mail ? mail.ticketId : null,
      "chatId" in mail ? mail.chatId : null,
      jobId,
      now,
    ],
  );
  return rowCount === 1 ? { jobId, mailId } : null;
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
            chat_id as "chatId" from mail where id = $1`,
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
