import type { PendingFile, PendingMessage, VisitorChat } from "@causerie/client";
import type { FileRef } from "@causerie/domain";
import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";
import type { Said } from "./said.ts";

export type Sender = Said["from"];

export type Delivery = { kind: "sent" } | PendingMessage["state"];
/** `file`: null is a text; one without a `fileId` is on its way. */
export type LogMessage = {
  id: string;
  text: string;
  file: FileRef | PendingFile | null;
  at: number;
  delivery: Delivery;
};

export type SystemLine =
  | {
      event:
        | "ChatStarted"
        | "ChatEnded"
        | "RatingRequested"
        | "RatedGood"
        | "RatedBad"
        | "RatingRemoved"
        | "ContactDetailsUpdated";
    }
  | { event: "CommentSubmitted"; text: string }
  | { event: "AgentJoined" | "AgentLeft" | "AgentDisconnected" | "ChatTransferred"; name: string };

/** What the log shows, from top to bottom. `key` stays the same while a message goes from sending to sent. */
export type LogLine =
  | { kind: "day"; key: string; at: number }
  | ({ kind: "system"; key: string } & SystemLine)
  | { kind: "group"; key: string; from: Sender; messages: [LogMessage, ...LogMessage[]] };

/** A pause longer than this begins a new group, with its own time. */
const GROUP_PAUSE_MS = 5 * 60_000;

export function logLines(
  chat: Pick<VisitorChat, "entries"> | null,
  pending: readonly PendingMessage[],
  dayOf: (at: number) => string = localDay,
): LogLine[] {
  const lines: LogLine[] = [];
  // A newer request takes the place of the older one [RA9].
  const asked = chat?.entries.findLast(({ type }) => type === "RatingRequested");
  for (const entry of chat?.entries ?? []) {
    const line = entry.type === "RatingRequested" && entry !== asked ? null : lineOf(entry);
    if (line !== null) append(lines, line, entry.at, dayOf);
  }
  const latest = chat?.entries.at(-1)?.at ?? 0;
  for (const { id, text, file, at: written, state } of pending) {
    // The browser's clock may be behind the server's: what comes last is never the earlier one.
    const at = Math.max(written, latest);
    append(lines, groupOf({ kind: "visitor" }, { id, text, file, at, delivery: state }), at, dayOf);
  }
  return lines;
}

/** null: not for the log, or from a server newer than this widget [VS4]. */
function lineOf(entry: RecordedVisitorEvent): LogLine | null {
  const key = `e${entry.seq}`;
  switch (entry.type) {
    case "ChatStarted":
    case "ChatEnded":
      return { kind: "system", key, event: entry.type };
    case "AgentJoined":
    case "AgentLeft":
    case "AgentDisconnected":
      return { kind: "system", key, event: entry.type, name: entry.agent.name };
    case "MessageSent":
    case "FileSent": {
      const { messageId: id, at } = entry;
      const content =
        entry.type === "FileSent" ? { text: "", file: entry.file } : { text: entry.text, file: null };
      return groupOf(entry.from, { id, ...content, at, delivery: { kind: "sent" } });
    }
    case "ChatTransferred":
      return { kind: "system", key, event: entry.type, name: entry.department.name };
    case "RatingRequested":
    case "RatingRemoved":
    case "ContactDetailsUpdated":
      return { kind: "system", key, event: entry.type };
    case "CommentSubmitted":
      return { kind: "system", key, event: entry.type, text: entry.text };
    case "ChatRated":
      return { kind: "system", key, event: entry.rating === "good" ? "RatedGood" : "RatedBad" };
    case "OfflineMessageLeft": {
      const { messageId: id, text, at } = entry;
      return groupOf({ kind: "visitor" }, { id, text, file: null, at, delivery: { kind: "sent" } });
    }
    case "ChatQueued":
      return null;
    default:
      entry satisfies never;
      return null;
  }
}

function groupOf(from: Sender, message: LogMessage): LogLine {
  return { kind: "group", key: `m${message.id}`, from, messages: [message] };
}

function append(lines: LogLine[], line: LogLine, at: number, dayOf: (at: number) => string): void {
  const day = `d${dayOf(at)}`;
  if (lastDay(lines) !== day) lines.push({ kind: "day", key: day, at });
  const last = lines.at(-1);
  if (line.kind === "group" && last?.kind === "group" && continues(last, line))
    last.messages.push(...line.messages);
  else lines.push(line);
}

function lastDay(lines: readonly LogLine[]): string | undefined {
  return lines.findLast((line) => line.kind === "day")?.key;
}

type Group = Extract<LogLine, { kind: "group" }>;

function continues(last: Group, next: Group): boolean {
  const before = last.messages.at(-1)?.at ?? 0;
  return sameSender(last.from, next.from) && next.messages[0].at - before < GROUP_PAUSE_MS;
}

function sameSender(one: Sender, other: Sender): boolean {
  if (one.kind === "visitor" || other.kind === "visitor") return one.kind === other.kind;
  return one.agentId === other.agentId;
}

function localDay(at: number): string {
  return new Date(at).toDateString();
}
