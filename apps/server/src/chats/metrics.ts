import type { Pool } from "pg";
import { keptReading } from "../platform/metrics/kept-reading.ts";
import { type Counter, type Histogram, type Metrics, SECONDS } from "../platform/metrics/metrics.ts";

const BATCH = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] as const;
const ENTRIES = [0, 1, 5, 20, 100, 500] as const;

export type Outcome = "done" | "refused" | "failed";
const OUTCOMES: readonly Outcome[] = ["done", "refused", "failed"];

type Given = { chatId: string; kind: "snapshot" | "resumed"; entries: readonly unknown[] };

/** What the sessions and the commits of a node record. Nothing here is asked while a message is on its way. */
export class ChatMetrics {
  readonly #metrics: Metrics;
  readonly #batchSize: Histogram;
  readonly #commitSeconds: Histogram;
  readonly #listTickSeconds: Histogram;
  readonly #commands = new Map<string, Record<Outcome, Histogram>>();
  readonly #resumedEntries: Histogram;
  readonly #snapshots: Counter;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    this.#batchSize = metrics.histogram("causerie_commit_batch_size", "Appends in one commit.", BATCH);
    this.#commitSeconds = metrics.histogram(
      "causerie_commit_seconds",
      "From sending a commit to PostgreSQL until its answer.",
      SECONDS,
    );
    this.#listTickSeconds = metrics.histogram(
      "causerie_list_tick_seconds",
      "Bringing the visitor lists that somebody looks at up to date, and telling who looks.",
      SECONDS,
    );
    this.#resumedEntries = metrics.histogram(
      "causerie_resume_entries",
      "Entries that a client which came back with a chat had missed of it. Its count is the number of such resumes.",
      ENTRIES,
    );
    this.#snapshots = metrics.counter(
      "causerie_resume_snapshots_total",
      "Chats with which a client came back and which it got whole, being too far behind.",
    );
  }

  /** `type`: a command of the protocol, which is a closed list. `sinceMs`: of performance.now(). */
  answered(type: string, outcome: Outcome, sinceMs: number): void {
    const seconds = (performance.now() - sinceMs) / 1000;
    this.#ofCommand(type)[outcome].observe(seconds);
  }

  committed(batchSize: number, seconds: number): void {
    this.#batchSize.observe(batchSize);
    this.#commitSeconds.observe(seconds);
  }

  /** `sinceMs`: of performance.now(). */
  listsTold(sinceMs: number): void {
    this.#listTickSeconds.observe((performance.now() - sinceMs) / 1000);
  }

  /** `named`: the chats with which the client came. What it did not name is no resume. */
  welcomed(named: readonly { chatId: string }[], given: readonly Given[]): void {
    if (named.length === 0) return;
    const ids = new Set(named.map(({ chatId }) => chatId));
    for (const { chatId, kind, entries } of given) {
      if (!ids.has(chatId)) continue;
      if (kind === "snapshot") this.#snapshots.add();
      else this.#resumedEntries.observe(entries.length);
    }
  }

  #ofCommand(command: string): Record<Outcome, Histogram> {
    const known = this.#commands.get(command);
    if (known) return known;
    const made = Object.fromEntries(
      OUTCOMES.map((outcome) => [
        outcome,
        this.#metrics.histogram(
          "causerie_command_seconds",
          "From a command's arrival until its answer was sent.",
          SECONDS,
          { command, outcome },
        ),
      ]),
    ) as Record<Outcome, Histogram>; // of all outcomes
    this.#commands.set(command, made);
    return made;
  }
}

type OpenChats = { waiting: number; served: number; unattended: number; oldestWaitingSince: number | null };

/** What the store alone knows, and every node tells alike: read when somebody asks, apart from what chats wait for. */
export function measureStore(metrics: Metrics, reports: Pool, now: () => number): void {
  const read = keptReading(() => readOpenChats(reports));
  metrics.gauge("causerie_chats", "Open chats of all accounts, by state.", async () => {
    const open = await read();
    if (!open) return null;
    const states = ["waiting", "served", "unattended"] as const;
    return states.map((state) => ({ labels: { state }, value: open[state] }));
  });
  metrics.gauge(
    "causerie_queue_oldest_wait_seconds",
    "How long the request that waits longest has waited; 0 where none does.",
    async () => {
      const open = await read();
      if (!open) return null;
      return open.oldestWaitingSince === null ? 0 : Math.max(0, now() - open.oldestWaitingSince) / 1000;
    },
  );
}

async function readOpenChats(reports: Pool): Promise<OpenChats> {
  const { rows } = await reports.query<OpenChats>(
    `select count(*) filter (where status = 'waiting')::int as waiting,
            count(*) filter (where status = 'served')::int as served,
            count(*) filter (where status = 'unattended')::int as unattended,
            (select min(queued.at)
             from chat w cross join lateral (
               select max(e.at) as at from chat_event e where e.chat_id = w.id and e.type = 'ChatQueued'
             ) as queued
             where w.status = 'waiting') as "oldestWaitingSince"
     from chat where status in ('waiting', 'served', 'unattended')`,
  );
  return rows[0] ?? { waiting: 0, served: 0, unattended: 0, oldestWaitingSince: null };
}
