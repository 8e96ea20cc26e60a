import {
  type ChatId,
  type RecordedEvent,
  type RecordedVisitorEvent,
  type Sender,
  visibleTo,
  withLastRequestAlone,
} from "@causerie/domain";
import type { Pool } from "pg";
import { loadEventsBefore } from "../chats/index.ts";
import type { MailWords } from "./words.ts";

/** In characters, as long as a book: what a mail carries three times over. */
const MOST_CHARACTERS = 250_000;
const MOST_ENTRIES = 2000;
const PAGE = 500;

/** `isWhole`: false is the end of a longer one [TI12]. */
export type Transcript = { entries: RecordedVisitorEvent[]; isWhole: boolean };

export const NO_TRANSCRIPT: Transcript = { entries: [], isWhole: true };

/** Of the log up to there, or of its end. */
export async function loadTranscript(pool: Pool, chatId: ChatId, upTo: number): Promise<Transcript> {
  const end: RecordedEvent[] = [];
  let room = MOST_CHARACTERS;
  for await (const event of backwards(pool, chatId, upTo)) {
    const entry = visibleTo("visitor", event);
    if (!entry) continue;
    room -= "text" in entry ? entry.text.length : 0;
    if (room < 0 || end.length === MOST_ENTRIES)
      return { entries: transcriptOf(end.reverse(), upTo), isWhole: false };
    end.push(event);
  }
  return { entries: transcriptOf(end.reverse(), upTo), isWhole: true };
}

async function* backwards(pool: Pool, chatId: ChatId, upTo: number): AsyncGenerator<RecordedEvent> {
  for (let before = upTo + 1; before > 1; before -= PAGE)
    yield* (await loadEventsBefore(pool, chatId, before, PAGE)).reverse();
}

/** [TI5] What the visitor may see of the log: no note, remark or e-mail of an agent is in it. */
export function transcriptOf(events: readonly RecordedEvent[], upTo: number): RecordedVisitorEvent[] {
  const seen = events
    .filter(({ seq }) => seq <= upTo)
    .map((event) => visibleTo("visitor", event))
    .filter((event) => event !== null);
  return withLastRequestAlone(seen);
}

/** `from`: null is the system. */
export type TranscriptLine = { at: string; from: string | null; text: string };
export type TranscriptReader = { words: MailWords; visitor: string; timeZone: string };

export function transcriptLines(
  { entries, isWhole }: Transcript,
  { words, visitor, timeZone }: TranscriptReader,
): TranscriptLine[] {
  const format = new Intl.DateTimeFormat(words.locale, { dateStyle: "short", timeStyle: "short", timeZone });
  const nameOf = (from: Sender) => (from.kind === "agent" ? from.name : visitor || words.someone);
  const lines = entries.flatMap((event) => {
    const said = lineOf(event, words, nameOf);
    return said ? [{ at: format.format(event.at), ...said }] : [];
  });
  const [first] = lines;
  return isWhole || !first
    ? lines
    : [{ at: first.at, from: null, text: words.line.beginningLeftOut }, ...lines];
}

/** null: it says nothing to somebody who reads later. */
function lineOf(
  event: RecordedVisitorEvent,
  { line }: MailWords,
  nameOf: (from: Sender) => string,
): Omit<TranscriptLine, "at"> | null {
  const system = (text: string) => ({ from: null, text });
  switch (event.type) {
    case "ChatStarted":
      return system(line.started);
    case "ChatQueued":
      return null;
    case "AgentJoined":
      return system(line.joined(event.agent.name));
    case "AgentLeft":
      return system(line.left(event.agent.name));
    case "AgentDisconnected":
      return system(line.disconnected(event.agent.name));
    case "MessageSent":
      return { from: nameOf(event.from), text: event.text };
    case "FileSent":
      return { from: nameOf(event.from), text: line.file(event.file.name) };
    case "OfflineMessageLeft":
      return { from: nameOf({ kind: "visitor" }), text: event.text };
    case "ChatTransferred":
      return system(line.transferred(event.department.name));
    case "RatingRequested":
      return system(line.ratingRequested);
    case "ChatRated":
      return system(line.rated[event.rating]);
    case "RatingRemoved":
      return system(line.ratingRemoved);
    case "CommentSubmitted":
      return system(line.comment(event.text));
    case "ContactDetailsUpdated":
      return system(line.details);
    case "ChatEnded":
      return system(line.ended);
    default:
      event satisfies never;
      return null;
  }
}

export function asText(lines: readonly TranscriptLine[], { named }: MailWords): string {
  return lines
    .map(({ at, from, text }) => `${at}  ${from === null ? `— ${text}` : named(from, indented(text))}`)
    .join("\n");
}

/** The further lines of a message stand under its first one: none can pass for somebody else's. */
function indented(text: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, "\n    ");
}
