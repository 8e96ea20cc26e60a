import type { SendMessage } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { refusalOfContent, saying } from "./message-text.ts";
import { toTheEnd } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn, isBeingHandedOver, isOpen } from "./state.ts";

/** [CH2] [CH5] [CH8] [CH9] [TE2] */
export function sendMessage(state: ChatState, command: SendMessage, facts: Facts): Decision<ChatEvent> {
  const { from, messageId } = command;
  const fault = refusalOfContent(command);
  if (fault) return refuse(fault);
  if (state.status === "not-started") return refuse({ reason: "no-chat" });
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  const message = saying(from, messageId, command);
  if (from.kind === "agent") {
    return isAgentIn(state, from.agentId) ? accept<ChatEvent>(message) : refuse({ reason: "not-in-chat" });
  }
  if (!isOpen(state)) return refuse({ reason: "no-chat" });
  // Whoever was handed the chat is on the way [IN3].
  return state.status === "unattended" && !isBeingHandedOver(state)
    ? accept<ChatEvent>(message, toTheEnd(facts))
    : accept<ChatEvent>(message);
}
