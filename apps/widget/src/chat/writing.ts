import type { VisitorChat, VisitorClientState } from "@causerie/client";

/** What stands below the log: the composer, or, while nobody answers, the form or the word that it was sent. */
export type Writing = "composer" | "offline-form" | "message-left";

/** [ST5] Whoever is in an open chat goes on in it. What is on its way is shown in the log. */
export function writingOf({ site, chat, pending }: VisitorClientState): Writing {
  if (site?.status !== "offline" || isChatOpen(chat)) return "composer";
  return chat?.view.status === "offline-message" || pending.length > 0 ? "message-left" : "offline-form";
}

export function isChatOpen(chat: VisitorChat | null): boolean {
  const status = chat?.view.status;
  return status === "waiting" || status === "served" || status === "unattended";
}
