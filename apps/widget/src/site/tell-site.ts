import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";
import type { SiteEvents } from "./site-events.ts";

/** Tells the page's listeners what happened in the chat. Who reads the site's documentation reads these shapes. */
export function tellSite(events: SiteEvents, chatId: string, entry: RecordedVisitorEvent): void {
  const { at } = entry;
  if (entry.type === "ChatStarted") events.tell("chat-started", { chatId, by: entry.by, at });
  if (entry.type === "ChatEnded") events.tell("chat-ended", { chatId, by: entry.by.kind, at });
  if (entry.type !== "MessageSent") return;
  const name = entry.from.kind === "agent" ? entry.from.name : null;
  events.tell("message", { chatId, from: entry.from.kind, name, text: entry.text, at });
}
