import { isConnectionError } from "../platform/sql/pool.ts";
import { type Append, type AppendOutcome, append, type Queryable } from "./append.ts";
import type { DeadlineSettingsOf } from "./deadline-rules.ts";

/** Up to 512 rows a batch were measured as best, on PostgreSQL with fsync on. */
const MAX_BATCH = 512;

type Waiting = {
  item: Append;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: unknown) => void;
};

/** Told of every commit that PostgreSQL answered. */
type OnCommit = (batchSize: number, seconds: number) => void;

/**
 * Appends that arrive while a commit is in flight go together in the next; no timer. A batch that the database
 * refuses as a whole is tried again one by one, so that one chat's fault is its own [DL5].
 */
export class GroupCommit {
  #queue: Waiting[] = [];
  #isCommitting = false;
  readonly #db: Queryable;
  readonly #settingsOf: DeadlineSettingsOf;
  readonly #onCommit: OnCommit;

  constructor(db: Queryable, settingsOf: DeadlineSettingsOf, onCommit: OnCommit = () => undefined) {
    this.#db = db;
    this.#settingsOf = settingsOf;
    this.#onCommit = onCommit;
  }

  append(item: Append): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      if (!this.#isCommitting) void this.#commitAll();
    });
  }

  async #commitAll(): Promise<void> {
    this.#isCommitting = true;
    // What was asked for in this same tick goes along.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#commit(this.#takeBatch());
    this.#isCommitting = false;
  }

  /** Each chat at most once: a second append of one waits for the next batch. */
  #takeBatch(): Waiting[] {
    const taken = new Map<string, Waiting>();
    const left: Waiting[] = [];
    for (const waiting of this.#queue) {
      const fits = taken.size < MAX_BATCH && !taken.has(waiting.item.chatId);
      if (fits) taken.set(waiting.item.chatId, waiting);
      else left.push(waiting);
    }
    this.#queue = left;
    return [...taken.values()];
  }

  async #commit(batch: Waiting[]): Promise<void> {
    const sinceMs = performance.now();
    try {
      const outcomes = await append(
        this.#db,
        batch.map(({ item }) => item),
        this.#settingsOf,
      );
      this.#onCommit(batch.length, (performance.now() - sinceMs) / 1000);
      batch.forEach((waiting, index) => {
        waiting.resolve(outcomes[index] ?? { kind: "conflict" });
      });
    } catch (error) {
      // A database that is away is away for all; each asks again.
      if (batch.length === 1 || isConnectionError(error)) for (const { reject } of batch) reject(error);
      else for (const waiting of batch) await this.#commit([waiting]);
    }
  }
}
