import type {
  AgentDisconnected,
  AgentJoined,
  AgentLeft,
  AgentRef,
  ChatEnded,
  ChatStarted,
  MessageSent,
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
  | ChatEnded;

export type RecordedVisitorEvent = Recorded<VisitorEvent>;

/** `agents` are those who are in the chat, or were when it ended. */
export type VisitorView = {
  status: "not-started" | "waiting" | "served" | "unattended" | "ended";
  agents: AgentRef[];
};

export const initialVisitorView: VisitorView = { status: "not-started", agents: [] };

/** The visitor's fold: smaller than `evolve`, and all that the widget carries. */
export function evolveVisitorView(view: VisitorView, event: RecordedVisitorEvent): VisitorView {
  switch (event.type) {
    case "ChatStarted":
      return { status: "unattended", agents: [] };
    case "ChatQueued":
      return { status: "waiting", agents: [] };
    case "AgentJoined":
      return { status: "served", agents: [...without(view, event.agent), event.agent] };
    case "AgentLeft":
    case "AgentDisconnected":
      return withAgents(view, without(view, event.agent));
    case "MessageSent":
      return view;
    case "ChatEnded":
      return { status: "ended", agents: view.agents };
    default: {
      // A cached widget meets a newer server [VS4].
      event satisfies never;
      return view;
    }
  }
}

function withAgents(view: VisitorView, agents: AgentRef[]): VisitorView {
  if (view.status !== "served") return view;
  return agents.length > 0 ? { status: "served", agents } : { status: "unattended", agents };
}

function without(view: VisitorView, { agentId }: AgentRef): AgentRef[] {
  return view.agents.filter((agent) => agent.agentId !== agentId);
}
