import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";
import { isSaid, type Said } from "../chat/said.ts";
import type { SiteEvents } from "./site-events.ts";

/** Tells the page's listeners what happened in the chat. Who reads the site's documentation reads these shapes. */
export function tellSite(events: SiteEvents, chatId: string, entry: RecordedVisitorEvent): void {
  const { at } = entry;
  if (entry.type === "ChatStarted") events.tell("chat-started", { chatId, by: entry.by, at });
  if (entry.type === "ChatEnded") events.tell("chat-ended", { chatId, by: entry.by.kind, at });
  if (!isSaid(entry)) return;
  const name = entry.from.kind === "agent" ? entry.from.name : null;
  events.tell("message", { chatId, from: entry.from.kind, name, ...contentOf(entry), at });
}

/** `file`: its name; null is a text. */
function contentOf(entry: Said): { text: string; file: string | null } {
  return entry.type === "FileSent" ? { text: "", file: entry.file.name } : { text: entry.text, file: null };
}
