import type { RequestChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { refusalOfContent, saying } from "./message-text.ts";
import { toTheEnd } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import type { ChatState } from "./state.ts";

/** [CH1] [CH9] */
export function requestChat(state: ChatState, command: RequestChat, facts: Facts): Decision<ChatEvent> {
  const fault = refusalOfContent(command);
  if (fault) return refuse(fault);
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (state.status !== "not-started") return refuse({ reason: "already-open" });
  return accept<ChatEvent>(
    { type: "ChatStarted", by: "visitor", visitor: command.visitor, departmentId: command.departmentId },
    saying({ kind: "visitor" }, command.messageId, command),
    toTheEnd(facts),
  );
}
