import type { VisitorChat } from "@causerie/client";
import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";
import { isSaid, type Said } from "./said.ts";
import { isChatOpen } from "./writing.ts";

export type AgentMessage = Said & { from: { kind: "agent" } };

export function isAgentMessage(entry: RecordedVisitorEvent): entry is AgentMessage {
  return isSaid(entry) && entry.from.kind === "agent";
}

export type Attention = {
  unread: number;
  /** The newest message that was not read. */
  latest: AgentMessage | null;
  /** An agent began and the visitor has not answered: the widget shows it of its own accord. */
  approached: boolean;
};

export function attentionOf(chat: VisitorChat | null, readUpTo: number): Attention {
  const entries = chat?.entries ?? [];
  const unread = entries.filter(isAgentMessage).filter(({ seq }) => seq > readUpTo);
  const byAgent = entries.some((entry) => entry.type === "ChatStarted" && entry.by === "agent");
  const answered = entries.some((entry) => isSaid(entry) && entry.from.kind === "visitor");
  return {
    unread: unread.length,
    latest: unread.at(-1) ?? null,
    approached: isChatOpen(chat) && byAgent && !answered && unread.length > 0,
  };
}
