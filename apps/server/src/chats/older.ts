import type { Audience } from "@causerie/domain";
import { type OlderFrame, SNAPSHOT_ENTRIES } from "@causerie/protocol";
import type { Pool } from "pg";
import { visibleEntries } from "./delivery.ts";
import type { LiveChat } from "./live-chat.ts";
import { loadEventsBefore } from "./store.ts";

/** The page of the log before `before`, at most 100 events, those that the reader may not see left out. */
export async function olderPage(
  pool: Pool,
  chat: LiveChat,
  before: number,
  audience: Audience,
): Promise<OlderFrame<unknown>> {
  const events = await loadEventsBefore(pool, chat.chatId, before, SNAPSHOT_ENTRIES);
  return {
    t: "older",
    chatId: chat.chatId,
    before,
    entries: visibleEntries(events, audience),
    hasOlder: (events[0]?.seq ?? 1) > 1,
  };
}
