import type {
  AgentInvited,
  AgentRef,
  ChatStarted,
  OfflineMessageLeft,
  Recorded,
  RecordedEvent,
  TeamChatStarted,
} from "./events.ts";
import {
  agentsIn,
  type ChatState,
  type Ended,
  type Invitation,
  type OfflineMessage,
  type OpenChat,
  type Started,
  type TeamChat,
  type VisitorChatState,
} from "./state.ts";

/** Folds one event. An event of an unknown type changes nothing at run time [VS4]; in `evolveOpen` it does not compile. */
export function evolve(state: ChatState, event: RecordedEvent): ChatState {
  switch (state.status) {
    case "not-started":
      return begun(state, event);
    case "team":
      return evolveTeam(state, event);
    case "offline-message":
      return event.type === "OfflineMessageRead" ? { ...state, unread: false } : state;
    case "ended":
      return evolveKept(state, event);
    default:
      return evolveOpen(state, event);
  }
}

export function fold(events: Iterable<RecordedEvent>, from: ChatState): ChatState {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}

function begun(state: ChatState, event: RecordedEvent): ChatState {
  switch (event.type) {
    case "ChatStarted":
      return started(event);
    case "OfflineMessageLeft":
      return offlineMessage(event);
    case "TeamChatStarted":
      return teamChat(event);
    default:
      return state;
  }
}

function evolveOpen(state: OpenChat, event: RecordedEvent): ChatState {
  switch (event.type) {
    case "ChatQueued":
      return { ...open(state), status: "waiting", queueNumber: event.queueNumber };
    case "AgentJoined":
      return joined(state, event.agent, event.at);
    case "AgentLeft":
    case "AgentDisconnected":
      return withAgents(state, without(agentsIn(state), event.agent));
    case "MessageSent":
    case "FileSent":
      return {
        ...state,
        quietSince: event.at,
        visitorHasWritten: state.visitorHasWritten || event.from.kind === "visitor",
      };
    case "ChatTransferred":
      return {
        ...state,
        departmentId: event.department.departmentId,
        invitations: [],
        excluded: event.excludesAgent
          ? [...state.excluded.filter((id) => id !== event.agent.agentId), event.agent.agentId]
          : state.excluded,
      };
    case "AgentInvited":
      return { ...state, invitations: [...uninvited(state, event.agent), invitation(event)] };
    case "InvitationEnded":
      return { ...state, invitations: uninvited(state, event.agent) };
    case "RatingRequested":
      return { ...state, isRatingRequested: true };
    case "VisitorGone":
      return { ...state, visitorGoneSince: event.at };
    case "VisitorBack":
      return { ...state, visitorGoneSince: null };
    case "ChatEnded":
      return ended(state, event.at, event.by);
    case "ChatRated":
    case "RatingRemoved":
    case "CommentSubmitted":
    case "TagsChanged":
    case "ContactDetailsUpdated":
      return evolveKept(state, event);
    case "NoteWritten":
    case "ChatStarted":
    case "OfflineMessageLeft":
    case "OfflineMessageRead":
    case "TeamChatStarted":
    case "TeamMembersAdded":
      return state;
    default: {
      event satisfies never;
      return state;
    }
  }
}

/** What goes on after the end too. */
function evolveKept(state: VisitorChatState, event: RecordedEvent): ChatState {
  switch (event.type) {
    case "ChatRated":
      return { ...state, rating: event.rating, isRatingRequested: false };
    case "RatingRemoved":
      return { ...state, rating: null, comment: null };
    case "CommentSubmitted":
      return { ...state, comment: event.text };
    case "TagsChanged":
      return { ...state, tags: event.tags };
    case "ContactDetailsUpdated":
      return { ...state, visitor: { ...state.visitor, name: event.name } };
    default:
      return state;
  }
}

function evolveTeam(state: TeamChat, event: RecordedEvent): ChatState {
  switch (event.type) {
    case "TeamMembersAdded":
      return { ...state, members: [...state.members, ...event.added] };
    case "AgentLeft":
      return { ...state, members: without(state.members, event.agent) };
    default:
      return state;
  }
}

function started(event: Recorded<ChatStarted>): ChatState {
  return {
    status: "unattended",
    visitor: event.visitor,
    departmentId: event.departmentId,
    startedBy: event.by,
    startedAt: event.at,
    quietSince: event.at,
    visitorHasWritten: false,
    visitorGoneSince: null,
    participants: [],
    excluded: [],
    rating: null,
    comment: null,
    isRatingRequested: false,
    tags: [],
    invitations: [],
  };
}

function offlineMessage(event: Recorded<OfflineMessageLeft>): OfflineMessage {
  const { visitor, departmentId, contact, at } = event;
  return { status: "offline-message", visitor, departmentId, contact, startedAt: at, unread: true };
}

function teamChat({ members, at }: Recorded<TeamChatStarted>): TeamChat {
  return { status: "team", members, isGroup: members.length > 2, startedAt: at };
}

function joined(state: OpenChat, agent: AgentRef, at: number): ChatState {
  return {
    ...open(state),
    quietSince: at,
    status: "served",
    agents: [...without(agentsIn(state), agent), agent],
    participants: [...without(state.participants, agent), agent],
    invitations: uninvited(state, agent),
  };
}

function ended(state: OpenChat, endedAt: number, endedBy: Ended["endedBy"]): Ended {
  return {
    ...base(state),
    isRatingRequested: false,
    status: "ended",
    agents: agentsIn(state),
    endedAt,
    endedBy,
  };
}

function withAgents(state: OpenChat, agents: AgentRef[]): ChatState {
  // Somebody who is not in a waiting chat cannot leave it.
  if (state.status !== "served") return state;
  return agents.length > 0 ? { ...state, agents } : { ...open(state), status: "unattended" };
}

function without(agents: readonly AgentRef[], { agentId }: AgentRef): AgentRef[] {
  return agents.filter((agent) => agent.agentId !== agentId);
}

function uninvited({ invitations }: OpenChat, { agentId }: AgentRef): Invitation[] {
  return invitations.filter(({ agent }) => agent.agentId !== agentId);
}

function invitation({ agent, by, handsOver, at }: Recorded<AgentInvited>): Invitation {
  return { agent, by, handsOver, at };
}

/** The part that every open status shares, so that no field of the status before lingers. */
function open(state: OpenChat): Started & { invitations: Invitation[] } {
  return { ...base(state), invitations: state.invitations };
}

function base(state: OpenChat): Started {
  const { visitor, departmentId, startedBy, startedAt, quietSince, visitorHasWritten } = state;
  const { visitorGoneSince, participants, excluded, rating, comment, isRatingRequested, tags } = state;
  return {
    visitor,
    departmentId,
    startedBy,
    startedAt,
    quietSince,
    visitorHasWritten,
    visitorGoneSince,
    participants,
    excluded,
    rating,
    comment,
    isRatingRequested,
    tags,
  };
}
