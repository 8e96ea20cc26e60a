import type { ServeChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import type { ChatState } from "./state.ts";

/** [CH3] [CH4] */
export function serveChat(state: ChatState, { agent }: ServeChat): Decision<ChatEvent> {
  switch (state.status) {
    case "waiting":
      return accept<ChatEvent>({ type: "AgentJoined", agent });
    case "served":
      return refuse({ reason: "already-served", by: state.agents.map(({ name }) => name) });
    case "unattended":
      return refuse({ reason: "not-waiting" });
    case "ended":
      return refuse({ reason: "chat-ended" });
    case "not-started":
    case "offline-message":
    case "team":
      return refuse({ reason: "no-chat" });
  }
}
