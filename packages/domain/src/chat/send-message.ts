import type { SendMessage } from "./commands.ts";
import type { ChatEvent, MessageSent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { refusalOfText } from "./message-text.ts";
import { toTheEnd } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [CH2] [CH5] [CH8] [CH9] */
export function sendMessage(state: ChatState, command: SendMessage, facts: Facts): Decision<ChatEvent> {
  const { from, messageId, text } = command;
  const fault = refusalOfText(text);
  if (fault) return refuse(fault);
  if (state.status === "not-started") return refuse({ reason: "no-chat" });
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  const message: MessageSent = { type: "MessageSent", messageId, from, text };
  if (from.kind === "agent") {
    return isAgentIn(state, from.agentId) ? accept<ChatEvent>(message) : refuse({ reason: "not-in-chat" });
  }
  return state.status === "unattended"
    ? accept<ChatEvent>(message, toTheEnd(facts))
    : accept<ChatEvent>(message);
}
