import type { VisitorChat } from "@causerie/client";
import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";

/** How far the log was told to the page. */
export type Told = { chatId: string | null; seq: number };

/** Everything that is there already has been told: a page that loads is not told the past. */
export function toldOf(chat: VisitorChat | null): Told {
  return { chatId: chat?.chatId ?? null, seq: chat?.upTo ?? 0 };
}

/** What came since. Older pages of the log, loaded later, are no news. */
export function newsSince(told: Told, chat: VisitorChat | null): RecordedVisitorEvent[] {
  if (chat === null) return [];
  const seq = told.chatId === chat.chatId ? told.seq : 0;
  return chat.entries.filter((entry) => entry.seq > seq);
}
