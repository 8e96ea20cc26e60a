import {
  agentsIn,
  type ChatState,
  invariant,
  isOpen,
  isVisitorChat,
  type RecordedEvent,
  type TeamChat,
} from "@causerie/domain";

type Change = { before: ChatState; after: ChatState; events: readonly RecordedEvent[] };
type ChatRow = typeof NOTHING & {
  visitorId: string | null;
  status: ChatState["status"];
  startedAt: number;
  startedBy: "visitor" | "agent";
};

/**
 * The chat's row, or null when the command left it as it was (most messages do, so that they rewrite the narrow
 * head alone).
 */
export function projectionOf({ before, after, events }: Change): ChatRow | null {
  if (before.status === "not-started") return chatRow(after, ratedAt(events));
  if (events.every(({ type }) => type === "MessageSent")) return null;
  const row = chatRow(after, ratedAt(events));
  return JSON.stringify(chatRow(before, null)) === JSON.stringify(row) ? null : row;
}

/** `ratedAt`: null leaves what stands, unless there is no rating any more. */
function chatRow(state: ChatState, ratedAt: number | null): ChatRow {
  invariant(state.status !== "not-started", "a chat that has not started has no row");
  if (state.status === "team") return teamRow(state);
  const isChat = isVisitorChat(state);
  return {
    ...NOTHING,
    visitorId: state.visitor.visitorId,
    departmentId: state.departmentId,
    status: state.status,
    startedAt: state.startedAt,
    startedBy: isChat ? state.startedBy : "visitor",
    queueNumber: state.status === "waiting" ? state.queueNumber : null,
    agentIds: idsOf(agentsIn(state)),
    endedAt: state.status === "ended" ? state.endedAt : null,
    participantIds: isChat ? idsOf(state.participants) : [],
    excludedIds: isChat ? state.excluded : [],
    invitedIds: isOpen(state) ? state.invitations.map(({ agent }) => agent.agentId) : [],
    rating: isChat ? state.rating : null,
    comment: isChat ? state.comment : null,
    ratedAt,
    tags: isChat ? state.tags : [],
    unread: state.status === "offline-message" && state.unread,
  };
}

function teamRow(state: TeamChat): ChatRow {
  const ids = idsOf(state.members);
  return {
    ...NOTHING,
    visitorId: null,
    status: state.status,
    startedAt: state.startedAt,
    startedBy: "agent",
    agentIds: ids,
    teamPair: state.isGroup ? null : teamPair(ids),
  };
}

/** The two of a chat of two, whoever began it. */
export function teamPair(ids: readonly number[]): string {
  return [...ids].sort((one, other) => one - other).join(":");
}

const NOTHING = {
  agentIds: [] as number[],
  departmentId: null as number | null,
  queueNumber: null as number | null,
  endedAt: null as number | null,
  participantIds: [] as number[],
  excludedIds: [] as number[],
  invitedIds: [] as number[],
  rating: null as string | null,
  comment: null as string | null,
  ratedAt: null as number | null,
  tags: [] as string[],
  unread: false,
  teamPair: null as string | null,
};

function ratedAt(events: readonly RecordedEvent[]): number | null {
  return events.findLast(({ type }) => type === "ChatRated")?.at ?? null;
}

function idsOf(agents: readonly { agentId: number }[]): number[] {
  return agents.map(({ agentId }) => agentId);
}
