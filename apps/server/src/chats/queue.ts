import type { AccountId, ChatId, EpochMs } from "@causerie/domain";
import type { Queue } from "@causerie/protocol";
import type { Pool } from "pg";
import type { ChatChange } from "./live-chats.ts";

type WaitingChat = { queueNumber: number; since: EpochMs };

/** The requests of each account that has agents here, for the Serve button. Decisions read the database instead. */
export class Queues {
  readonly #waiting = new Map<AccountId, Map<ChatId, WaitingChat>>();
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Read once per account, then kept up by what changes. */
  async load(accountId: AccountId): Promise<void> {
    if (this.#waiting.has(accountId)) return;
    const changedMeanwhile = new Map<ChatId, WaitingChat>();
    this.#waiting.set(accountId, changedMeanwhile);
    const { rows } = await this.#pool.query<{ id: ChatId; queueNumber: number; since: EpochMs }>({
      name: "load-queue",
      text: `select c.id, c.queue_number as "queueNumber",
               (select max(e.at) from chat_event e where e.chat_id = c.id and e.type = 'ChatQueued') as since
             from chat c where c.account_id = $1 and c.status = 'waiting'`,
      values: [accountId],
    });
    for (const { id, queueNumber, since } of rows) {
      if (!changedMeanwhile.has(id)) changedMeanwhile.set(id, { queueNumber, since });
    }
  }

  /** true: the account's queue looks different now. */
  note({ chat, before, events }: ChatChange): boolean {
    const waiting = this.#waiting.get(chat.accountId);
    if (!waiting) return false;
    const { state } = chat;
    if (state.status !== "waiting") return waiting.delete(chat.chatId);
    if (before.status === "waiting" && before.queueNumber === state.queueNumber) return false;
    waiting.set(chat.chatId, { queueNumber: state.queueNumber, since: events.at(-1)?.at ?? 0 });
    return true;
  }

  of(accountId: AccountId): Queue {
    const waiting = [...(this.#waiting.get(accountId) ?? [])];
    if (waiting.length === 0) return { count: 0, oldest: null };
    const [chatId, { since }] = waiting.reduce((a, b) => (b[1].queueNumber < a[1].queueNumber ? b : a));
    return { count: waiting.length, oldest: { chatId, since } };
  }
}
