import type { VisitorChat } from "@causerie/client";

export function isChatOpen(chat: VisitorChat | null): boolean {
  const status = chat?.view.status;
  return status === "waiting" || status === "served" || status === "unattended";
}
