import {
  type AccountId,
  type AgentId,
  agentsIn,
  type ChatId,
  type ChatState,
  isOpen,
  isVisitorChat,
  type RecordedEvent,
  type VisitorId,
} from "@causerie/domain";
import type { LiveChat } from "./live-chat.ts";

/**
 * A chat's log has grown by `events`, up to `head`. Told after the commit, by the node that wrote them; without events
 * where it does not know whether they were told before. Whom it concerns is told with it, so that a node where none of
 * them is does not load the chat.
 */
export type Announcement = {
  accountId: AccountId;
  chatId: ChatId;
  head: number;
  events: readonly RecordedEvent[];
  visitorId: VisitorId | null;
  /** Those in it, or invited. */
  agentIds: readonly AgentId[];
  /** Messages alone: the queue and the dashboards of those who are not in it look as before. */
  isTalk: boolean;
};

export function announcementOf(chat: LiveChat, events: readonly RecordedEvent[]): Announcement {
  const { accountId, chatId, head, state } = chat;
  return {
    accountId,
    chatId,
    head: events.at(-1)?.seq ?? head,
    events,
    visitorId: visitorOf(state),
    agentIds: holders(state),
    isTalk: events.length > 0 && events.every(({ type }) => type === "MessageSent"),
  };
}

/** Those among whose chats it is: in it, or invited. */
export function holders(state: ChatState): AgentId[] {
  if (state.status === "team") return state.members.map(({ agentId }) => agentId);
  if (!isOpen(state)) return [];
  return [...agentsIn(state), ...state.invitations.map(({ agent }) => agent)].map(({ agentId }) => agentId);
}

function visitorOf(state: ChatState): VisitorId | null {
  if (state.status !== "offline-message" && !isVisitorChat(state)) return null;
  return state.visitor.visitorId;
}
