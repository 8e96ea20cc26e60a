import type { Audience } from "@causerie/domain";
import { type OlderFrame, SNAPSHOT_ENTRIES } from "@causerie/protocol";
import type { Pool } from "pg";
import { visibleEntries } from "./delivery.ts";
import type { LiveChat } from "./live-chat.ts";
import { loadEventsBefore } from "./store.ts";

/** One page of a chat at a time, as a client asks: sixty at once may be a hundred megabytes [LI17]. */
export class OlderPages {
  readonly #pool: Pool;
  /** Chats of which one is being read. */
  readonly #reading = new Set<string>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** null: one of the chat is being read. */
  async read(chat: LiveChat, before: number, audience: Audience): Promise<OlderFrame<unknown> | null> {
    const { chatId } = chat;
    if (this.#reading.has(chatId)) return null;
    this.#reading.add(chatId);
    try {
      return await olderPage(this.#pool, chat, before, audience);
    } finally {
      this.#reading.delete(chatId);
    }
  }
}

/** The page of the log before `before`, at most 100 events, those that the reader may not see left out. */
async function olderPage(
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
