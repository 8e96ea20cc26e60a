import { BEAT_MS } from "../platform/bus/bus.ts";
import { deleteVisits, saveVisits, TICK_MS } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";
import { graceAfterDowntime, LEASE_MS } from "./leases.ts";
import { Sweep } from "./sweep.ts";

const SWEEP_MS = 1000;
const SELDOM_MS = 60_000;
const VISITS_AT_ONCE = 500;

/** [ST4] A second at most until every widget knows, wherever it happened. */
export const SITE_STATUS_MS = 500;

/** What a node does by itself, each no earlier than its interval after the time before has ended. */
export class Clock {
  readonly #context: ChatsContext;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  /** What runs while a stop waits is not begun again: the store is about to close [OP11]. */
  #isStopped = false;
  /** The last sweep did not get through: the database is away. */
  isFailing = false;

  constructor(context: ChatsContext) {
    this.#context = context;
  }

  async start(): Promise<void> {
    const { pool, nodeId, now, leases, onSite, acrossNodes, windows, files } = this.#context;
    const { siteStatuses, agentHub, accounts, nodes, metrics } = this.#context;
    const { settingsOf } = accounts;
    await graceAfterDowntime(pool, nodeId, now(), settingsOf);
    await nodes.beat();
    const sweep = new Sweep({ ...this.#context, settingsOf });
    this.#every(TICK_MS, async () => {
      const startMs = performance.now();
      windows.tick();
      metrics.listsTold(startMs);
      acrossNodes.tick();
    });
    this.#every(BEAT_MS, () => nodes.beat());
    this.#every(SWEEP_MS, () => this.#sweep(sweep));
    this.#every(LEASE_MS / 3, () => leases.renew());
    this.#every(SITE_STATUS_MS, () => siteStatuses.refresh());
    this.#every(SWEEP_MS, () => agentHub.followOtherNodes());
    this.#every(SELDOM_MS, () => sweep.missAgents());
    this.#every(SELDOM_MS, () => files.sweep());
    this.#every(SWEEP_MS, async () => {
      onSite.sweep();
      await this.#saveVisits();
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await this.#context.work.finished();
    this.#context.isStopping = true;
    // What began in between.
    await this.#context.work.finished();
    await Promise.allSettled(this.#running);
    await this.#context.leases.stop();
    await this.#context.nodes.leave();
    await this.#saveVisits();
  }

  async #sweep(sweep: Sweep): Promise<void> {
    try {
      await sweep.run();
      this.isFailing = false;
    } catch (error) {
      this.isFailing = true;
      throw error;
    }
  }

  /** One batch at a time, each short enough that the rows that it locks are free again soon [LI11]. */
  async #saveVisits(): Promise<void> {
    const { onSite, pool, visitsPool } = this.#context;
    const unsaved = onSite.takeUnsaved();
    const givenUp = onSite.takeGivenUp();
    try {
      while (unsaved.length > 0) {
        await saveVisits(visitsPool, unsaved.slice(0, VISITS_AT_ONCE));
        unsaved.splice(0, VISITS_AT_ONCE);
      }
      if (givenUp.length > 0) await deleteVisits(pool, givenUp);
    } catch (error) {
      onSite.putBack(unsaved, givenUp);
      throw error;
    }
  }

  #every(intervalMs: number, run: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const running = run()
        .catch(this.#context.onError)
        .finally(() => {
          this.#running.delete(running);
          if (!this.#isStopped) this.#every(intervalMs, run);
        });
      this.#running.add(running);
    }, intervalMs);
    this.#timers.add(timer);
  }
}
