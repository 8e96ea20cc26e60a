import type { OfflineMessageLeft } from "@causerie/domain";
import type { Mail, MailAddress } from "../platform/mail/mail.ts";
import { conversation, facts, type Html, heading, page, paragraph, quote } from "./html.ts";
import type { MailLanguage } from "./language.ts";
import type { StoredTicket } from "./store.ts";
import { asText, type Transcript, type TranscriptLine, transcriptLines } from "./transcript.ts";
import { type MailWords, mailWords } from "./words.ts";

/** What every mail is made with. `desk`: the help desk's inbox, where there is one. */
export type Sending = {
  messageId: string;
  account: { name: string; timeZone: string };
  desk: MailAddress | null;
  departmentName: string | null;
};

export type TicketMatter = { ticket: StoredTicket; transcript: Transcript };

/** [MA1] To the requester, with what was said. */
export function ticketCreated(matter: TicketMatter, sending: Sending): Mail {
  const { ticket } = matter;
  const words = mailWords(ticket.language);
  const intro = [words.hello(ticket.requester.name), words.created(ticket.number)];
  const conversed = conversationOfTicket(matter, words, sending);
  const answer = sending.desk ? [words.answer] : [];
  return {
    ...toRequester(ticket, words, sending),
    inReplyTo: null,
    text: letter([
      ...intro,
      `${words.request}\n${requestOf(ticket)}`,
      ...conversed.text,
      ...answer,
      sending.account.name,
    ]),
    html: page(ticket.language, [
      ...intro.map(paragraph),
      heading(words.request),
      quote(requestOf(ticket)),
      ...conversed.blocks,
      ...answer.map(paragraph),
      paragraph(sending.account.name),
    ]),
    attachments: transcriptFile(`transcript-${ticket.number}.txt`, conversed.lines, words),
  };
}

/** [MA3] Follows the first one. */
export function ticketSolved(
  { ticket }: TicketMatter,
  sending: Sending & { firstMessageId: string | null },
): Mail {
  const words = mailWords(ticket.language);
  const answer = sending.desk ? [words.answer] : [];
  const parts = [words.hello(ticket.requester.name), words.solved(ticket.number)];
  return {
    ...toRequester(ticket, words, sending),
    inReplyTo: sending.firstMessageId,
    text: letter([...parts, ticket.subject, ...answer, sending.account.name]),
    html: page(ticket.language, [
      ...parts.map(paragraph),
      quote(ticket.subject),
      ...[...answer, sending.account.name].map(paragraph),
    ]),
    attachments: [],
  };
}

/** [MA2] As if the requester had written: the desk makes its own ticket of it, and its answer goes to them. */
export function ticketForDesk(
  matter: TicketMatter,
  { desk, ...sending }: Sending & { desk: MailAddress },
): Mail {
  const { ticket } = matter;
  const { requester } = ticket;
  const words = mailWords(ticket.language);
  const conversed = conversationOfTicket(matter, words, sending);
  const about = [
    [words.requester, requester.name ? `${requester.name} <${requester.email}>` : requester.email],
    ...(sending.departmentName ? [[words.department, sending.departmentName] as const] : []),
    ...(ticket.tags.length > 0 ? [[words.tags, ticket.tags.join(", ")] as const] : []),
  ] as [string, string][];
  const made = words.forDesk(ticket.number, ticket.createdBy);
  return {
    messageId: sending.messageId,
    to: desk,
    replyTo: { name: requester.name, address: requester.email },
    subject: ticket.subject,
    inReplyTo: null,
    // Help desks put automatic mails aside. An agent sent this one.
    isAutomatic: false,
    text: letter([
      ticket.description,
      about.map(([name, value]) => words.named(name, value)).join("\n"),
      made,
      ...conversed.text,
    ]),
    html: page(ticket.language, [
      quote(ticket.description),
      facts(about),
      paragraph(made),
      ...conversed.blocks,
    ]),
    attachments: transcriptFile(`transcript-${ticket.number}.txt`, conversed.lines, words),
  };
}

export type OfflineMatter = { message: OfflineMessageLeft; language: MailLanguage };

/** [MA5] Answering it writes to the visitor, where they gave an address. */
export function offlineMessage(
  { message, language }: OfflineMatter,
  { messageId, to, departmentName }: { messageId: string; to: MailAddress; departmentName: string | null },
): Mail {
  const words = mailWords(language);
  const { name, email, phone } = message.contact;
  const about = [
    [words.requester, name],
    [words.email, email],
    [words.phone, phone],
    [words.department, departmentName],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  const notes = [words.offline, ...(email ? [] : [words.noAddress])];
  return {
    messageId,
    to,
    replyTo: email ? { name: name ?? "", address: email } : null,
    subject: words.offlineSubject(name ?? ""),
    inReplyTo: null,
    isAutomatic: false,
    text: letter([message.text, about.map(([what, value]) => words.named(what, value)).join("\n"), ...notes]),
    html: page(language, [quote(message.text), facts(about), ...notes.map(paragraph)]),
    attachments: [],
  };
}

export type TranscriptMatter = {
  recipient: string;
  language: MailLanguage;
  visitorName: string;
  transcript: Transcript;
};

/** [MA8] Nothing that a visitor typed stands in its headers, but the address. */
export function askedTranscript(
  { recipient, language, visitorName, transcript }: TranscriptMatter,
  { messageId, account, desk }: Omit<Sending, "departmentName">,
): Mail {
  const words = mailWords(language);
  const intro = [words.hello(""), words.transcript(account.name)];
  const conversed = conversationOf({ transcript, visitorName }, words, account.timeZone);
  return {
    messageId,
    to: { name: "", address: recipient },
    replyTo: desk,
    subject: words.transcriptSubject(account.name),
    inReplyTo: null,
    isAutomatic: true,
    text: letter([...intro, ...conversed.text, words.notAsked, account.name]),
    html: page(language, [
      ...intro.map(paragraph),
      ...conversed.blocks,
      ...[words.notAsked, account.name].map(paragraph),
    ]),
    attachments: transcriptFile("transcript.txt", conversed.lines, words),
  };
}

/** A subject that is the beginning of the description is not said twice. */
function requestOf({ subject, description }: StoredTicket): string {
  return description.startsWith(subject) ? description : `${subject}\n\n${description}`.trim();
}

function toRequester(ticket: StoredTicket, words: MailWords, { messageId, desk }: Sending) {
  return {
    messageId,
    to: { name: ticket.requester.name, address: ticket.requester.email },
    replyTo: desk,
    subject: words.subjectOf(ticket.number, ticket.subject),
    isAutomatic: true,
  };
}

function conversationOfTicket(
  { ticket, transcript }: TicketMatter,
  words: MailWords,
  { account }: Pick<Sending, "account">,
) {
  return conversationOf({ transcript, visitorName: ticket.requester.name }, words, account.timeZone);
}

function conversationOf(
  { transcript, visitorName }: Pick<TranscriptMatter, "transcript" | "visitorName">,
  words: MailWords,
  timeZone: string,
): { lines: TranscriptLine[]; text: string[]; blocks: Html[] } {
  const lines = transcriptLines(transcript, { words, visitor: visitorName, timeZone });
  if (lines.length === 0) return { lines, text: [], blocks: [] };
  const title = words.conversationIn(timeZone);
  return {
    lines,
    text: [`${title}\n${asText(lines, words)}`],
    blocks: [heading(title), conversation(lines)],
  };
}

function transcriptFile(filename: string, lines: readonly TranscriptLine[], words: MailWords) {
  return lines.length === 0 ? [] : [{ filename, content: `${asText(lines, words)}\n` }];
}

function letter(parts: readonly string[]): string {
  return `${parts.filter((part) => part.trim() !== "").join("\n\n")}\n`;
}
