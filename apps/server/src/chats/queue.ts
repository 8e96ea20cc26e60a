import type { AccountId, ChatId, EpochMs } from "@causerie/domain";
import type { Queue } from "@causerie/protocol";
import type { Pool } from "pg";
import type { ChatChange } from "./live-chats.ts";

type WaitingChat = { queueNumber: number; since: EpochMs };
type AccountQueue = {
  waiting: Map<ChatId, WaitingChat>;
  /** Chats that changed while the store was read: what it said of them is old. */
  changed: Set<ChatId>;
  isLoaded: boolean;
  loaded: Promise<void>;
};

/** The requests of each account that has agents here, for the Serve button. Decisions read the database instead. */
export class Queues {
  readonly #queues = new Map<AccountId, AccountQueue>();
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Read once per account, then kept up by what changes. */
  load(accountId: AccountId): Promise<void> {
    const known = this.#queues.get(accountId);
    if (known) return known.loaded;
    const queue: AccountQueue = {
      waiting: new Map(),
      changed: new Set(),
      isLoaded: false,
      loaded: Promise.resolve(),
    };
    this.#queues.set(accountId, queue);
    queue.loaded = this.#read(accountId, queue).catch((error: unknown) => {
      this.#queues.delete(accountId);
      throw error;
    });
    return queue.loaded;
  }

  async #read(accountId: AccountId, queue: AccountQueue): Promise<void> {
    const { rows } = await this.#pool.query<{ id: ChatId; queueNumber: number; since: EpochMs }>({
      name: "load-queue",
      text: `select c.id, c.queue_number as "queueNumber",
               (select max(e.at) from chat_event e where e.chat_id = c.id and e.type = 'ChatQueued') as since
             from chat c where c.account_id = $1 and c.status = 'waiting'`,
      values: [accountId],
    });
    for (const { id, queueNumber, since } of rows) {
      if (!queue.changed.has(id)) queue.waiting.set(id, { queueNumber, since });
    }
    queue.isLoaded = true;
  }

  /** true: the account's queue looks different now. */
  note({ chat, before, events }: ChatChange): boolean {
    const queue = this.#queues.get(chat.accountId);
    if (!queue) return false;
    const { waiting } = queue;
    const { state } = chat;
    if (!queue.isLoaded) queue.changed.add(chat.chatId);
    if (state.status !== "waiting") return waiting.delete(chat.chatId);
    if (before.status === "waiting" && before.queueNumber === state.queueNumber) return false;
    waiting.set(chat.chatId, {
      queueNumber: state.queueNumber,
      since: events.findLast(({ type }) => type === "ChatQueued")?.at ?? 0,
    });
    return true;
  }

  of(accountId: AccountId): Queue {
    const waiting = [...(this.#queues.get(accountId)?.waiting ?? [])];
    if (waiting.length === 0) return { count: 0, oldest: null };
    const [chatId, { since }] = waiting.reduce((a, b) => (b[1].queueNumber < a[1].queueNumber ? b : a));
    return { count: waiting.length, oldest: { chatId, since } };
  }
}
