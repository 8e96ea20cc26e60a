import type { LeaveChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [CH5] [CH8] [TE4] */
export function leaveChat(state: ChatState, { agent }: LeaveChat): Decision<ChatEvent> {
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (!isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  // A chat of two is the two's for good.
  if (state.status === "team" && state.members.length <= 2) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "AgentLeft", agent });
}
