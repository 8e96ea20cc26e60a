import type { VisitorChat } from "@causerie/client";
import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";
import { isChatOpen } from "./chat-open.ts";
import { newsSince, type Told } from "./news.ts";
import { isSaid, type Said } from "./said.ts";

export type AgentMessage = Said & { from: { kind: "agent" } };

export function isAgentMessage(entry: RecordedVisitorEvent): entry is AgentMessage {
  return isSaid(entry) && entry.from.kind === "agent";
}

/** A message, or that the visitor is asked for a rating. */
export type AgentNews = AgentMessage | Extract<RecordedVisitorEvent, { type: "RatingRequested" }>;

export type Attention = {
  unread: number;
  /** The newest that was not read. */
  latest: AgentNews | null;
  /** An agent began and the visitor has not answered: the widget shows it of its own accord. */
  approached: boolean;
};

export function attentionOf(chat: VisitorChat | null, readUpTo: number): Attention {
  const entries = chat?.entries ?? [];
  const asked = standingRequest(entries);
  const unread = entries.filter(
    (entry): entry is AgentNews => entry.seq > readUpTo && (isAgentMessage(entry) || entry === asked),
  );
  const byAgent = entries.some((entry) => entry.type === "ChatStarted" && entry.by === "agent");
  const answered = entries.some((entry) => isSaid(entry) && entry.from.kind === "visitor");
  return {
    unread: unread.length,
    latest: unread.at(-1) ?? null,
    approached: isChatOpen(chat) && byAgent && !answered && unread.length > 0,
  };
}

/** [WI5] Unless the visitor hid it: the teaser up to `hidden`. */
export function teased({ latest }: Attention, hidden: Told, chat: VisitorChat | null): AgentNews | null {
  return latest !== null && newsSince(hidden, chat).includes(latest) ? latest : null;
}

/** [RA14] Of several requests the last, until there is a rating. */
function standingRequest(entries: readonly RecordedVisitorEvent[]): RecordedVisitorEvent | undefined {
  const last = entries.findLast(({ type }) => type === "RatingRequested" || type === "ChatRated");
  return last?.type === "RatingRequested" ? last : undefined;
}
