import type { AgentRef, ChatStarted, Recorded, RecordedEvent } from "./events.ts";
import { agentsIn, type ChatState, type Ended, isOpen, type OpenChat, type Started } from "./state.ts";

/** Folds one event. An event of an unknown type changes nothing at run time [VS4]; here it does not compile. */
export function evolve(state: ChatState, event: RecordedEvent): ChatState {
  if (event.type === "ChatStarted") return started(event);
  if (!isOpen(state)) return state;
  switch (event.type) {
    case "ChatQueued":
      return { ...base(state), status: "waiting", queueNumber: event.queueNumber };
    case "AgentJoined":
      return {
        ...base(state),
        quietSince: event.at,
        status: "served",
        agents: [...without(state, event.agent), event.agent],
      };
    case "AgentLeft":
    case "AgentDisconnected":
      return withAgents(state, without(state, event.agent));
    case "MessageSent":
      return {
        ...state,
        quietSince: event.at,
        visitorHasWritten: state.visitorHasWritten || event.from.kind === "visitor",
      };
    case "VisitorGone":
      return { ...state, visitorGoneSince: event.at };
    case "VisitorBack":
      return { ...state, visitorGoneSince: null };
    case "ChatEnded":
      return ended(state, event.at, event.by);
    default: {
      event satisfies never;
      return state;
    }
  }
}

export function fold(events: Iterable<RecordedEvent>, from: ChatState): ChatState {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
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
  };
}

function ended(state: OpenChat, endedAt: number, endedBy: Ended["endedBy"]): Ended {
  return { ...base(state), status: "ended", agents: agentsIn(state), endedAt, endedBy };
}

function withAgents(state: OpenChat, agents: AgentRef[]): ChatState {
  // Somebody who is not in a waiting chat cannot leave it.
  if (state.status !== "served") return state;
  return agents.length > 0 ? { ...state, agents } : { ...base(state), status: "unattended" };
}

function without(state: ChatState, { agentId }: AgentRef): AgentRef[] {
  return agentsIn(state).filter((agent) => agent.agentId !== agentId);
}

/** The part that every status shares, so that no field of the status before lingers. */
function base(state: OpenChat): Started {
  const { visitor, departmentId, startedBy, startedAt, quietSince, visitorHasWritten, visitorGoneSince } =
    state;
  return { visitor, departmentId, startedBy, startedAt, quietSince, visitorHasWritten, visitorGoneSince };
}
