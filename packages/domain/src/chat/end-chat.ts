import type { EndChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn, isOpen } from "./state.ts";

/** [CH5] [CH9] */
export function endChat(state: ChatState, { by }: EndChat): Decision<ChatEvent> {
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (!isOpen(state)) return refuse({ reason: "no-chat" });
  if (by.kind === "agent" && !isAgentIn(state, by.agentId)) return refuse({ reason: "not-in-chat" });
  return accept<ChatEvent>({ type: "ChatEnded", by });
}
