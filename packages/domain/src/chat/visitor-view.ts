import type {
  AgentDisconnected,
  AgentJoined,
  AgentLeft,
  AgentRef,
  ChatEnded,
  ChatRated,
  ChatStarted,
  ChatTransferred,
  CommentSubmitted,
  ContactDetailsUpdated,
  FileSent,
  MessageSent,
  OfflineMessageLeft,
  Rating,
  RatingRemoved,
  RatingRequested,
  Recorded,
} from "./events.ts";

/** What a visitor may see of a chat, and no more [VS2]. */
export type VisitorEvent =
  | Pick<ChatStarted, "type" | "by">
  | { type: "ChatQueued" }
  | AgentJoined
  | AgentLeft
  | AgentDisconnected
  | MessageSent
  | FileSent
  | Pick<ChatTransferred, "type" | "department">
  | RatingRequested
  | ChatRated
  | RatingRemoved
  | CommentSubmitted
  | Pick<ContactDetailsUpdated, "type" | "by" | "changed">
  | ChatEnded
  | Pick<OfflineMessageLeft, "type" | "messageId" | "text">;

export type RecordedVisitorEvent = Recorded<VisitorEvent>;

/**
 * `agents` are those who are in the chat, or were when it ended. `wasServed`: an agent took part. `isRatingRequested`:
 * an agent asked, and there is no rating since.
 */
export type VisitorView = {
  status: "not-started" | "waiting" | "served" | "unattended" | "ended" | "offline-message";
  agents: AgentRef[];
  wasServed: boolean;
  rating: Rating | null;
  comment: string | null;
  isRatingRequested: boolean;
};

export const initialVisitorView: VisitorView = {
  status: "not-started",
  agents: [],
  wasServed: false,
  rating: null,
  comment: null,
  isRatingRequested: false,
};

/** The visitor's fold: smaller than `evolve`, and all that the widget carries. */
export function evolveVisitorView(view: VisitorView, event: RecordedVisitorEvent): VisitorView {
  switch (event.type) {
    case "ChatStarted":
      return { ...initialVisitorView, status: "unattended" };
    case "OfflineMessageLeft":
      return { ...initialVisitorView, status: "offline-message" };
    case "ChatQueued":
      return { ...view, status: "waiting", agents: [] };
    case "AgentJoined":
      return {
        ...view,
        status: "served",
        agents: [...without(view, event.agent), event.agent],
        wasServed: true,
      };
    case "AgentLeft":
    case "AgentDisconnected":
      return withAgents(view, without(view, event.agent));
    case "RatingRequested":
      return { ...view, isRatingRequested: true };
    case "ChatRated":
      return { ...view, rating: event.rating, isRatingRequested: false };
    case "RatingRemoved":
      return { ...view, rating: null, comment: null };
    case "CommentSubmitted":
      return { ...view, comment: event.text };
    case "ChatEnded":
      return { ...view, status: "ended", isRatingRequested: false };
    case "MessageSent":
    case "FileSent":
    case "ChatTransferred":
    case "ContactDetailsUpdated":
      return view;
    default: {
      // A cached widget meets a newer server [VS4].
      event satisfies never;
      return view;
    }
  }
}

function withAgents(view: VisitorView, agents: AgentRef[]): VisitorView {
  if (view.status !== "served") return view;
  return { ...view, status: agents.length > 0 ? "served" : "unattended", agents };
}

function without(view: VisitorView, { agentId }: AgentRef): AgentRef[] {
  return view.agents.filter((agent) => agent.agentId !== agentId);
}
