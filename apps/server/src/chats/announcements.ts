import {
  type AccountId,
  type AgentId,
  type ChatId,
  type ChatState,
  isVisitorChat,
  type RecordedEvent,
  type VisitorId,
} from "@causerie/domain";
import { holders } from "./holders.ts";
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

function visitorOf(state: ChatState): VisitorId | null {
  if (state.status !== "offline-message" && !isVisitorChat(state)) return null;
  return state.visitor.visitorId;
}
