import type { AgentChat } from "@causerie/client";
import { isVisitorChat } from "@causerie/domain";

/** [TI1] A chat with a visitor, during or after it, or an offline message. */
export function isTicketable(chat: Pick<AgentChat, "view"> | undefined): boolean {
  return chat !== undefined && (isVisitorChat(chat.view) || chat.view.status === "offline-message");
}
