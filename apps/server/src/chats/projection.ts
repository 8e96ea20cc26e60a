import { agentsIn, type ChatState, invariant, type RecordedEvent } from "@causerie/domain";

type Change = { before: ChatState; after: ChatState; events: readonly RecordedEvent[] };

/**
 * The chat's row as JSON, or null when the command left it as it was (most messages do, so that they
 * rewrite the narrow head alone).
 */
export function projectionOf({ before, after, events }: Change): string | null {
  if (events.every(({ type }) => type === "MessageSent")) return null;
  const next = JSON.stringify(chatRow(after));
  return before.status !== "not-started" && JSON.stringify(chatRow(before)) === next ? null : next;
}

function chatRow(state: ChatState) {
  invariant(state.status !== "not-started", "a chat that has not started has no row");
  return {
    visitorId: state.visitor.visitorId,
    departmentId: state.departmentId,
    status: state.status,
    queueNumber: state.status === "waiting" ? state.queueNumber : null,
    agentIds: agentsIn(state).map(({ agentId }) => agentId),
    startedBy: state.startedBy,
    startedAt: state.startedAt,
    endedAt: state.status === "ended" ? state.endedAt : null,
  };
}
