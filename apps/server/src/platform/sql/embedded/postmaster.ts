import { once } from "node:events";
import { closeSync } from "node:fs";
import { join } from "node:path";
import { invariant } from "@causerie/domain";
import type { Log } from "../log.ts";
import type { Cluster } from "./cluster.ts";
import { spawnAs } from "./identity.ts";
import { openLogFile, readTail } from "./log-file.ts";
import { isRunning, signal, waitUntil } from "./processes.ts";
import { postgresArguments } from "./settings.ts";

const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const FOREVER = Number.POSITIVE_INFINITY;

/** PostgreSQL's first process, started by us or by a server before us. */
export type Postmaster = Readonly<{
  pid: number;
  port: number;
  /** Resolves to a sentence that tells how it ended. */
  exited: Promise<string>;
  hasExited: () => boolean;
}>;

/** In a process group of its own: Ctrl-C in the terminal must reach the server, which stops PostgreSQL last. */
export async function spawnPostmaster(
  { binaries, folder, identity }: Cluster,
  port: number,
): Promise<Postmaster> {
  const log = openLogFile(logFileOf(folder));
  const child = spawnAs(identity, binaries.postgres, postgresArguments(folder, port), {
    detached: true,
    stdio: ["ignore", log.file, log.file],
  });
  closeSync(log.file);
  let ended = false;
  const exited = new Promise<string>((resolve) =>
    child.once("exit", (code, killedBy) => {
      ended = true;
      resolve(`${killedBy ? `was killed (${killedBy})` : `ended (exit ${code})`}${readTail(log)}`);
    }),
  );
  await once(child, "spawn");
  invariant(child.pid !== undefined, "a process that was spawned has a pid");
  return { pid: child.pid, port, exited, hasExited: () => ended };
}

/** A process that is not our child tells nobody that it ended: it is asked four times a second. */
export function watchPostmaster(pid: number, port: number): Postmaster {
  const hasExited = () => !isRunning(pid);
  const exited = waitUntil(hasExited, FOREVER, 250).then(() => "ended");
  return { pid, port, exited, hasExited };
}

/** Ends all connections and writes everything out; if it will not, leaves that to the next start's recovery. */
export async function stopPostmaster(postmaster: Postmaster, log: Log): Promise<void> {
  if (await endsAfter(postmaster, "SIGINT", FAST_SHUTDOWN_MS)) return;
  log.warn(`PostgreSQL did not stop within ${FAST_SHUTDOWN_MS / 1000} s: stopping it at once`);
  if (await endsAfter(postmaster, "SIGQUIT", IMMEDIATE_SHUTDOWN_MS)) return;
  log.warn("PostgreSQL did not stop at once: killing it");
  await endsAfter(postmaster, "SIGKILL", FOREVER);
}

/** The names of the signals: https://www.postgresql.org/docs/18/server-shutdown.html */
function endsAfter(postmaster: Postmaster, name: NodeJS.Signals, timeoutMs: number): Promise<boolean> {
  if (!postmaster.hasExited()) signal(postmaster.pid, name);
  return waitUntil(postmaster.hasExited, timeoutMs);
}

function logFileOf(folder: string): string {
  return join(folder, "..", "postgres.log");
}
