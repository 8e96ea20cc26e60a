import type { WriteNote } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { refusalOfText } from "./message-text.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [NO1] */
export function writeNote(state: ChatState, { agent, messageId, text }: WriteNote): Decision<ChatEvent> {
  const fault = refusalOfText(text);
  if (fault) return refuse(fault);
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (state.status !== "served" || !isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  return accept<ChatEvent>({ type: "NoteWritten", messageId, agent, text });
}
