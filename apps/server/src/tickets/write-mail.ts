import type { AccountId, ChatId, OfflineMessageLeft } from "@causerie/domain";
import type { Pool } from "pg";
import { loadEventsBefore } from "../chats/index.ts";
import type { Mail, MailAddress, Mailer } from "../platform/mail/mail.ts";
import {
  askedTranscript,
  offlineMessage,
  type Sending,
  ticketCreated,
  ticketForDesk,
  ticketSolved,
} from "./compose.ts";
import { mailLanguageOf } from "./language.ts";
import { firstMailOf, type StoredMail } from "./mails.ts";
import { findById, findChatOfTicket, type StoredTicket } from "./store.ts";
import { loadTranscript, NO_TRANSCRIPT, type Transcript } from "./transcript.ts";

export type Letters = {
  pool: Pool;
  mailer: Pick<Mailer, "domain">;
  /** The help desk's inbox; undefined where there is none. */
  ticketEmail: string | undefined;
  accountOf: (accountId: AccountId) => Promise<{ name: string; timeZone: string } | null>;
  departmentName: (accountId: AccountId, departmentId: number) => Promise<string | null>;
  /** Who gets an offline message where there is no help desk. */
  ownerEmail: (accountId: AccountId) => Promise<string | null>;
};

/** The mail as it is to go; null when there is nobody to send it to, or nothing left to tell. */
export async function writeMail(letters: Letters, mail: StoredMail): Promise<Mail | null> {
  const messageId = messageIdOf(letters, mail.mailId);
  if (mail.kind === "offline-message") return writeOfflineMessage(letters, mail, messageId);
  if (mail.kind === "transcript") return writeTranscript(letters, mail, messageId);
  const ticket = await findById(letters.pool, mail.ticketId);
  if (!ticket) return null;
  const sending = await sendingOf(letters, ticket, messageId);
  const matter = { ticket, transcript: await transcriptOfTicket(letters.pool, ticket) };
  switch (mail.kind) {
    case "ticket-created":
      return ticketCreated(matter, sending);
    case "ticket-for-desk":
      return sending.desk && ticketForDesk(matter, { ...sending, desk: sending.desk });
    case "ticket-solved": {
      const first = await firstMailOf(letters.pool, mail.ticketId);
      const firstMessageId = first && messageIdOf(letters, first);
      return ticketSolved(matter, { ...sending, firstMessageId });
    }
  }
}

export async function transcriptOfTicket(
  pool: Pool,
  { chatId, transcriptUpTo }: StoredTicket,
): Promise<Transcript> {
  return chatId === null ? NO_TRANSCRIPT : loadTranscript(pool, chatId, transcriptUpTo);
}

function messageIdOf({ mailer }: Letters, mailId: string): string {
  return `<${mailId}@${mailer.domain}>`;
}

async function sendingOf(letters: Letters, ticket: StoredTicket, messageId: string): Promise<Sending> {
  const { accountId, departmentId } = ticket;
  const [account, departmentName] = await Promise.all([
    letters.accountOf(accountId),
    departmentId === null ? null : letters.departmentName(accountId, departmentId),
  ]);
  if (!account) throw new Error(`account ${accountId} is not there`);
  return { messageId, account, departmentName, desk: deskOf(letters) };
}

function deskOf({ ticketEmail }: Letters): MailAddress | null {
  return ticketEmail === undefined ? null : { name: "", address: ticketEmail };
}

/** [MA8] As the chat was when it was asked for, but for what was erased since. */
async function writeTranscript(
  letters: Letters,
  mail: Extract<StoredMail, { kind: "transcript" }>,
  messageId: string,
): Promise<Mail | null> {
  const { pool, accountOf } = letters;
  const { recipient, language, upTo } = mail;
  const [account, chat, transcript] = await Promise.all([
    accountOf(mail.accountId),
    findChatOfTicket(pool, mail.accountId, mail.chatId),
    loadTranscript(pool, mail.chatId, upTo),
  ]);
  if (!account || !chat) return null;
  const matter = { recipient, language, visitorName: chat.name ?? "", transcript };
  return askedTranscript(matter, { messageId, account, desk: deskOf(letters) });
}

async function writeOfflineMessage(
  letters: Letters,
  mail: Extract<StoredMail, { kind: "offline-message" }>,
  messageId: string,
): Promise<Mail | null> {
  const { pool } = letters;
  const message = await messageIn(pool, mail.chatId);
  const to = letters.ticketEmail ?? (await letters.ownerEmail(mail.accountId));
  if (!message || to === null) return null;
  const { departmentId } = message;
  const [chat, departmentName] = await Promise.all([
    findChatOfTicket(pool, mail.accountId, mail.chatId),
    departmentId === null ? null : letters.departmentName(mail.accountId, departmentId),
  ]);
  const language = chat?.language ?? mailLanguageOf(null);
  return offlineMessage({ message, language }, { messageId, to: { name: "", address: to }, departmentName });
}

/** It begins its log. */
async function messageIn(pool: Pool, chatId: ChatId): Promise<OfflineMessageLeft | null> {
  const [first] = await loadEventsBefore(pool, chatId, 2, 1);
  return first?.type === "OfflineMessageLeft" ? first : null;
}
