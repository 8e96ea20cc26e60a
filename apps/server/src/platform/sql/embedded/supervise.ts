import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Cluster } from "./cluster.ts";
import { launchPostmaster } from "./obtain-postmaster.ts";
import type { Postmaster } from "./postmaster.ts";
import { stopPostmaster } from "./postmaster.ts";
import { untilReady } from "./ready.ts";

const MAX_RESTARTS = 5;
const WINDOW_MS = 60_000;

export type Supervisor = Readonly<{
  /** Called once if PostgreSQL ended and could not be brought back. */
  onExit: (listener: (error: Error) => void) => void;
  stop: () => Promise<void>;
}>;

/** Brings PostgreSQL back, on the same port, so that connection pools find it by themselves. */
export function supervise(cluster: Cluster, first: Postmaster, log: Log): Supervisor {
  const stopping = new AbortController();
  const failed = Promise.withResolvers<Error>();
  let current = first;
  const watching = watch();

  async function watch(): Promise<void> {
    const restarts: number[] = [];
    for (;;) {
      const how = await current.exited;
      if (stopping.signal.aborted) return;
      const recent = restarts.filter((at) => at > performance.now() - WINDOW_MS).length;
      if (recent >= MAX_RESTARTS) return failed.resolve(new Error(gaveUp(how)));
      log.error(`PostgreSQL (pid ${current.pid}) ${how}\nStarting it again`);
      restarts.push(performance.now());
      await wait(pauseMs(recent), undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      await restart();
    }
  }

  /** If this fails, the process has ended, and the watch goes on from there. */
  async function restart(): Promise<void> {
    const startedAt = performance.now();
    try {
      current = await launchPostmaster(cluster, first.port, log);
      // stop() was called meanwhile and knew only the one before.
      if (stopping.signal.aborted) return stopPostmaster(current, log);
      await untilReady(cluster, current, log);
      log.info(
        `PostgreSQL (pid ${current.pid}) is back after ${Math.round(performance.now() - startedAt)} ms`,
      );
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ err: error }, "PostgreSQL did not come back");
      await stopPostmaster(current, log);
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await stopPostmaster(current, log);
    await watching;
  }

  return { onExit: (listener) => void failed.promise.then(listener), stop };
}

/** At once, then 250, 500, 1000, 2000 ms. */
function pauseMs(recentRestarts: number): number {
  return recentRestarts === 0 ? 0 : 125 * 2 ** recentRestarts;
}

function gaveUp(how: string): string {
  return (
    `PostgreSQL ended ${MAX_RESTARTS + 1} times within a minute and is not started again. The last time it ${how}\n` +
    "Look for the cause in postgres.log in the data folder (a full disk?), then start Causerie again."
  );
}
