import type { LeaveOfflineMessage, ReadOfflineMessage } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { refusalOfText } from "./message-text.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import type { ChatState } from "./state.ts";

/** [ST6] */
export function leaveOfflineMessage(state: ChatState, command: LeaveOfflineMessage): Decision<ChatEvent> {
  const { visitor, departmentId, contact, messageId, text } = command;
  const fault = refusalOfText(text);
  if (fault) return refuse(fault);
  if (state.status !== "not-started") return refuse({ reason: "already-open" });
  return accept<ChatEvent>({
    type: "OfflineMessageLeft",
    visitor,
    departmentId,
    contact,
    messageId,
    text,
  });
}

/** [HI2] */
export function readOfflineMessage(state: ChatState, { agent }: ReadOfflineMessage): Decision<ChatEvent> {
  if (state.status !== "offline-message" || !state.unread) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "OfflineMessageRead", agent });
}
