import type { PendingMessage, RefusalOfCommand } from "@causerie/client";
import type { RecordedEvent, Sender } from "@causerie/domain";
import { isSameDay } from "../ui/time.ts";

/** Messages of one sender stand together until this long a pause. */
const GROUP_PAUSE_MS = 5 * 60_000;

type MessageState = { kind: "sent" } | { kind: "sending" } | { kind: "failed"; refusal: RefusalOfCommand };
export type LogMessage = { id: string; text: string; at: number; state: MessageState };
export type MessageGroup = { kind: "group"; key: string; at: number; from: Sender; messages: LogMessage[] };
/** What is no message, and is shown. */
export type SystemEvent = Exclude<RecordedEvent, { type: "MessageSent" | "ChatQueued" }>;
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
  for (const entry of entries) addEntry(lines, entry);
  for (const message of pending) addMessage(lines, me, message);
  return lines;
}

function addEntry(lines: Line[], event: RecordedEvent): void {
  // Where a chat stands in the queue is the queue's affair.
  if (event.type === "ChatQueued") return;
  if (event.type === "MessageSent") {
    const { messageId, text, at } = event;
    addMessage(lines, event.from, { id: messageId, text, at, state: { kind: "sent" } });
    return;
  }
  addDay(lines, event.at);
  lines.push({ kind: "system", key: `${event.seq}`, at: event.at, event });
}

function addMessage(lines: Line[], from: Sender, message: LogMessage): void {
  addDay(lines, message.at);
  const last = lines.at(-1);
  if (last?.kind === "group" && isSameSender(last.from, from) && isSoonAfter(last, message)) {
    last.messages.push(message);
  } else {
    // The id stays from sending to sent: the line is the same one on the screen.
    lines.push({ kind: "group", key: message.id, at: message.at, from, messages: [message] });
  }
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
