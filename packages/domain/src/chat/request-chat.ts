import type { RequestChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { refusalOfText } from "./message-text.ts";
import { toTheEnd } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import type { ChatState } from "./state.ts";

/** [CH1] [CH9] */
export function requestChat(state: ChatState, command: RequestChat, facts: Facts): Decision<ChatEvent> {
  const fault = refusalOfText(command.text);
  if (fault) return refuse(fault);
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (state.status !== "not-started") return refuse({ reason: "already-open" });
  return accept<ChatEvent>(
    { type: "ChatStarted", by: "visitor", visitor: command.visitor, departmentId: command.departmentId },
    { type: "MessageSent", messageId: command.messageId, from: { kind: "visitor" }, text: command.text },
    toTheEnd(facts),
  );
}
