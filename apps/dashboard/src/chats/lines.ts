import type { PendingFile, PendingMessage } from "@causerie/client";
import { type FileRef, type RecordedEvent, type Sender, withLastRequestAlone } from "@causerie/domain";
import { isSameDay } from "../ui/time.ts";

/** Messages of one sender stand together until this long a pause. */
const GROUP_PAUSE_MS = 5 * 60_000;

type MessageState = { kind: "sent" } | PendingMessage["state"];
/** `file`: null is a text; one that has no `fileId` is on its way. */
export type LogMessage = {
  id: string;
  text: string;
  file: FileRef | PendingFile | null;
  at: number;
  state: MessageState;
};
/** `isNote`: among agents. */
export type MessageGroup = {
  kind: "group";
  key: string;
  at: number;
  from: Sender;
  isNote: boolean;
  messages: LogMessage[];
};
type Said = Extract<RecordedEvent, { type: "MessageSent" | "FileSent" | "NoteWritten" }>;
/** What is no message, and is shown. */
export type SystemEvent = Exclude<RecordedEvent, Said | { type: "ChatQueued" }>;
export type Line =
  | { kind: "day"; key: string; at: number }
  | { kind: "system"; key: string; at: number; event: SystemEvent }
  | MessageGroup;

/** The log as it is shown: a line for each day, system lines, messages grouped; what is on its way stands last. */
export function layOut(
  entries: readonly RecordedEvent[],
  pending: readonly PendingMessage[],
  me: Sender,
): Line[] {
  const lines: Line[] = [];
  for (const entry of withLastRequestAlone(entries)) addEntry(lines, entry);
  for (const message of pending) addMessage(lines, me, message, message.isNote);
  return lines;
}

function addEntry(lines: Line[], event: RecordedEvent): void {
  // Where a chat stands in the queue is the queue's affair.
  if (event.type === "ChatQueued") return;
  if (isSaid(event))
    return addMessage(lines, senderOf(event), sentMessage(event), event.type === "NoteWritten");
  addDay(lines, event.at);
  lines.push({ kind: "system", key: `${event.seq}`, at: event.at, event });
}

export function isSaid(event: RecordedEvent): event is Said {
  return event.type === "MessageSent" || event.type === "FileSent" || event.type === "NoteWritten";
}

export function senderOf(event: Said): Sender {
  return event.type === "NoteWritten" ? { kind: "agent", ...event.agent } : event.from;
}

function sentMessage(event: Said): LogMessage {
  const { messageId: id, at } = event;
  const content =
    event.type === "FileSent" ? { text: "", file: event.file } : { text: event.text, file: null };
  return { id, ...content, at, state: { kind: "sent" } };
}

function addMessage(lines: Line[], from: Sender, message: LogMessage, isNote: boolean): void {
  addDay(lines, message.at);
  const last = lines.at(-1);
  const continues = last?.kind === "group" && last.isNote === isNote && isSameSender(last.from, from);
  if (continues && isSoonAfter(last, message)) last.messages.push(message);
  // The id stays from sending to sent: the line is the same one on the screen.
  else lines.push({ kind: "group", key: message.id, at: message.at, from, isNote, messages: [message] });
}

function addDay(lines: Line[], at: number): void {
  const last = lines.at(-1);
  const lastAt = last?.kind === "group" ? (last.messages.at(-1)?.at ?? last.at) : last?.at;
  if (lastAt === undefined || !isSameDay(lastAt, at)) lines.push({ kind: "day", key: `day-${at}`, at });
}

function isSoonAfter(group: MessageGroup, { at }: LogMessage): boolean {
  return at - (group.messages.at(-1)?.at ?? group.at) < GROUP_PAUSE_MS;
}

export function isSameSender(one: Sender, other: Sender): boolean {
  if (one.kind === "visitor" || other.kind === "visitor") return one.kind === other.kind;
  return one.agentId === other.agentId;
}
