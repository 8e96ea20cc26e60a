import type { AgentId, DepartmentId, EpochMs } from "../ids.ts";
import type { AgentRef, ContactDetails, Ender, Rating, VisitorRef } from "./events.ts";

/** Pending until the invited agent opens the chat, declines, or is gone. `at`: since when. */
export type Invitation = { agent: AgentRef; by: AgentRef; handsOver: boolean; at: EpochMs };

/** What every chat with a visitor has from its start on. */
export type Started = {
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  startedBy: "visitor" | "agent";
  startedAt: EpochMs;
  /** When somebody last wrote or joined: the wait in the queue is not idleness [CH14]. */
  quietSince: EpochMs;
  visitorHasWritten: boolean;
  /** Since when all of the visitor's pages are closed; null while one is open. */
  visitorGoneSince: EpochMs | null;
  /** Everybody who ever joined, in that order. */
  participants: AgentRef[];
  /** Who transferred this chat to a department of their own [TR4]. */
  excluded: AgentId[];
  rating: Rating | null;
  /** On the rating; null without one. */
  comment: string | null;
  /** An agent asked, and the visitor has not rated since. */
  isRatingRequested: boolean;
  tags: string[];
};

export type NotStarted = { status: "not-started" };
/** What every open chat has: `invitations`, one an agent. */
type Open = Started & { invitations: Invitation[] };
export type Waiting = Open & { status: "waiting"; queueNumber: number };
/** `agents` is never empty. */
export type Served = Open & { status: "served"; agents: AgentRef[] };
/** Open, out of the queue, no agent in it: everybody left [CH8], or handed it over [IN3]. */
export type Unattended = Open & { status: "unattended" };
/** `agents` are those who were in the chat when it ended. */
export type Ended = Started & { status: "ended"; agents: AgentRef[]; endedAt: EpochMs; endedBy: Ender };

/** [ST6] */
export type OfflineMessage = {
  status: "offline-message";
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  contact: ContactDetails;
  startedAt: EpochMs;
  unread: boolean;
};
/** A chat among colleagues [TE1]. `members`: one at least. `isGroup`: more than two began it, however few are left [TE4]. */
export type TeamChat = { status: "team"; members: AgentRef[]; isGroup: boolean; startedAt: EpochMs };

export type OpenChat = Waiting | Served | Unattended;
/** A conversation with a visitor, open or over. */
export type VisitorChatState = OpenChat | Ended;
export type ChatState = NotStarted | VisitorChatState | OfflineMessage | TeamChat;

export const initialState: ChatState = { status: "not-started" };

export function isOpen(state: ChatState): state is OpenChat {
  return state.status === "waiting" || state.status === "served" || state.status === "unattended";
}

export function isVisitorChat(state: ChatState): state is VisitorChatState {
  return isOpen(state) || state.status === "ended";
}

/** Those who are in the chat, or were when it ended. */
export function agentsIn(state: ChatState): AgentRef[] {
  switch (state.status) {
    case "served":
    case "ended":
      return state.agents;
    case "team":
      return state.members;
    default:
      return [];
  }
}

export function isAgentIn(state: ChatState, agentId: AgentId): boolean {
  return agentsIn(state).some((agent) => agent.agentId === agentId);
}

export function invitationOf(state: ChatState, agentId: AgentId): Invitation | null {
  if (!isOpen(state)) return null;
  return state.invitations.find(({ agent }) => agent.agentId === agentId) ?? null;
}

/** Somebody was handed the chat and has yet to open it: it is nobody else's for so long [IN3]. */
export function isBeingHandedOver({ invitations }: OpenChat): boolean {
  return invitations.some(({ handsOver }) => handsOver);
}
