import { faultOf } from "../visitors/edit-details.ts";
import type { LeaveOfflineMessage, ReadOfflineMessage } from "./commands.ts";
import type { ChatEvent, ContactDetails } from "./events.ts";
import { refusalOfText } from "./message-text.ts";
import { accept, type Decision, type Refusal, refuse } from "./refusals.ts";
import type { ChatState } from "./state.ts";

/** [ST6] */
export function leaveOfflineMessage(state: ChatState, command: LeaveOfflineMessage): Decision<ChatEvent> {
  const { visitor, departmentId, contact, messageId, text } = command;
  const fault = refusalOfText(text) ?? refusalOfContact(contact);
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

/** Where nobody could answer, nothing is left. */
function refusalOfContact(contact: ContactDetails): Refusal | null {
  if (contact.email === null) return { reason: "bad-email" };
  return faultOf("name", contact.name) ?? faultOf("email", contact.email) ?? faultOf("phone", contact.phone);
}

/** [HI2] */
export function readOfflineMessage(state: ChatState, { agent }: ReadOfflineMessage): Decision<ChatEvent> {
  if (state.status !== "offline-message" || !state.unread) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "OfflineMessageRead", agent });
}
