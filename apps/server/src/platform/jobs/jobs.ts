import { setTimeout as delay } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import type { Db, JobResult, PgBoss } from "pg-boss";
import type { Metrics } from "../metrics/metrics.ts";
import type { Log } from "../sql/log.ts";
import { createPool } from "../sql/pool.ts";

/** Its tables, apart from ours. */
const SCHEMA = "jobs";
/** Of its own, so that jobs never keep a message waiting for a connection. */
const CONNECTIONS = 2;
const START_AGAIN_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const POLL_SECONDS = 2;
/** A node that died with a job in hand is not waited for any longer. */
const ATTEMPT_SECONDS = 120;
/** What is under way when the server stops is let finish for so long. */
const LAST_JOBS_MS = 8_000;
/** Jobs that nobody works, as while no mail is set up, are kept: 90 days. */
const KEPT_SECONDS = 90 * 24 * 3600;

export type QueueRules<Data extends object> = Readonly<{
  name: string;
  /** `delaySeconds` doubles with each attempt, up to `longestDelaySeconds`. */
  retry: Readonly<{ limit: number; delaySeconds: number; longestDelaySeconds: number }>;
  /** At least once. What it throws makes the job due again. */
  work: (job: { id: string; data: Data }) => Promise<void>;
  /** After the last attempt. */
  gaveUp: (data: Data) => Promise<void>;
}>;

export type Queue<Data extends object> = Readonly<{
  /**
   * Adds a job once for each id, with what `client` has under way: both or neither are kept. False while the jobs are
   * not ready; nothing is added then.
   */
  add: (client: PoolClient | Pool, id: string, data: Data) => Promise<boolean>;
  /** To be called after that commit: the job need not wait to be looked for. */
  wake: () => void;
}>;

export type Jobs = Readonly<{
  /** Before `start`. */
  queue: <Data extends object>(rules: QueueRules<Data>) => Queue<Data>;
  /** Comes up in the background; a database that is away is waited for. */
  start: () => void;
  /** Called when jobs can be added, once. */
  onReady: (listener: () => void) => void;
  /** Lets the jobs under way finish; the others wait in the database. */
  stop: () => Promise<void>;
}>;

export type JobsOptions = Readonly<{ connectionString: string; log: Log; metrics: Metrics }>;

/** Jobs on the same PostgreSQL, by pg-boss, which is loaded with the start of jobs and not before. */
export function createJobs({ connectionString, log, metrics }: JobsOptions): Jobs {
  const queues: Opening[] = [];
  const listeners: (() => void)[] = [];
  const stopping = new AbortController();
  let running: Promise<Running | null> = Promise.resolve(null);
  let boss: PgBoss | null = null;
  return {
    queue: (rules) => {
      let workerId: string | null = null;
      queues.push(async (started) => {
        workerId = await openQueue(started, measured(rules, metrics));
      });
      return {
        add: async (client, id, data) => {
          if (boss === null) return false;
          await boss.send(rules.name, data, { id, db: on(client) });
          return true;
        },
        wake: () => {
          if (workerId !== null) boss?.notifyWorker(workerId);
        },
      };
    },
    onReady: (listener) => listeners.push(listener),
    start: () => {
      running = startUntilDone({ connectionString, log, queues, signal: stopping.signal });
      void running.then((started) => {
        boss = started?.boss ?? null;
        if (boss) for (const listener of listeners) listener();
      });
    },
    stop: async () => {
      stopping.abort();
      const started = await running;
      running = Promise.resolve(null);
      boss = null;
      await started?.boss.stop({ graceful: true, timeout: LAST_JOBS_MS }).catch(() => undefined);
      await started?.pool.end();
    },
  };
}

type Opening = (boss: PgBoss) => Promise<void>;
type Running = { boss: PgBoss; pool: Pool };
type Start = { connectionString: string; log: Log; queues: readonly Opening[]; signal: AbortSignal };

async function startUntilDone(start: Start): Promise<Running | null> {
  for (
    let pauseMs = START_AGAIN_MS;
    !start.signal.aborted;
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  ) {
    try {
      return await startOnce(start);
    } catch (error) {
      start.log.warn(
        { err: error },
        "Jobs could not be started; trying again. No mail goes until then: is PostgreSQL within reach?",
      );
      await delay(pauseMs, undefined, { signal: start.signal }).catch(() => undefined);
    }
  }
  return null;
}

async function startOnce({ connectionString, log, queues }: Start): Promise<Running> {
  const { PgBoss: Boss } = await import("pg-boss");
  const pool = createPool({ connectionString, log, max: CONNECTIONS });
  const boss = new Boss({
    db: on(pool),
    schema: SCHEMA,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
  });
  // A lost database is told here; the next poll finds it again.
  boss.on("error", (error) =>
    log.warn(
      { reason: String(error) },
      "Jobs could not be looked after; trying again. Is PostgreSQL within reach?",
    ),
  );
  try {
    await boss.start();
    for (const open of queues) await open(boss);
    return { boss, pool };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await pool.end();
    throw error;
  }
}

/** What fails for good goes to a second queue, whose work is to say so: also when a node died with it in hand. */
async function openQueue<Data extends object>(boss: PgBoss, rules: QueueRules<Data>): Promise<string> {
  const { name, retry, work, gaveUp } = rules;
  const given = { expireInSeconds: ATTEMPT_SECONDS, retentionSeconds: KEPT_SECONDS };
  const failed = `${name}-failed`;
  const failedOptions = { ...given, retryLimit: 1000, retryDelay: 5 };
  const options = {
    ...given,
    deadLetter: failed,
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: true,
    retryDelayMax: retry.longestDelaySeconds,
  };
  for (const queue of [
    { name: failed, ...failedOptions },
    { name, ...options },
  ]) {
    await boss.createQueue(queue.name, queue);
    await boss.updateQueue(queue.name, queue);
  }
  await boss.work<Data>(
    failed,
    WORK,
    eachOfThem(({ data }) => gaveUp(data)),
  );
  return boss.work<Data>(name, WORK, eachOfThem(work));
}

/** The same queue, with its attempts counted. */
function measured<Data extends object>(rules: QueueRules<Data>, metrics: Metrics): QueueRules<Data> {
  const counted = (outcome: string) =>
    metrics.counter("causerie_jobs_total", "Attempts at jobs, and jobs given up after the last of them.", {
      queue: rules.name,
      outcome,
    });
  const [done, failed, gaveUp] = [counted("done"), counted("failed"), counted("gave-up")];
  return {
    ...rules,
    work: (job) =>
      rules.work(job).then(
        () => done.add(),
        (error: unknown) => {
          failed.add();
          throw error;
        },
      ),
    gaveUp: async (data) => {
      await rules.gaveUp(data);
      gaveUp.add();
    },
  };
}

/** As long as there are more than a batch, at once; then one look each so often. */
const WORK = {
  pollingIntervalSeconds: POLL_SECONDS,
  batchSize: 5,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

type GivenJob<Data> = { id: string; data: Data };

/** Side by side, and one that fails is no other's failure. */
function eachOfThem<Data>(work: (job: GivenJob<Data>) => Promise<void>) {
  return async (jobs: readonly GivenJob<Data>[]): Promise<JobResult[]> => {
    const done = await Promise.allSettled(jobs.map(({ id, data }) => work({ id, data })));
    return jobs.map(({ id }, index) => {
      const result = done[index];
      if (result?.status === "fulfilled") return { id, status: "completed" };
      return { id, status: "failed", output: { reason: String(result?.reason) } };
    });
  };
}

function on(client: Pool | PoolClient): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}
