import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Log } from "../log.ts";
import type { Cluster } from "./cluster.ts";
import type { Postmaster } from "./postmaster.ts";
import { spawnPostmaster, stopPostmaster, watchPostmaster } from "./postmaster.ts";
import { commandLine, exists, isRunning, processesIn, signal, waitUntil } from "./processes.ts";
import { untilReady } from "./ready.ts";

const ATTEMPTS = 3;
const ORPHANS_LEAVE_MS = 30_000;

/**
 * The running PostgreSQL of this folder: the one that a killed server left, or a new one.
 * Tried again because another program may take the free port first, and because one that a killed server had only just
 * started shows itself late.
 */
export async function obtainPostmaster(cluster: Cluster, log: Log): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await adopt(cluster, log)) ?? (await start(cluster, log));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      log.warn({ err: error }, "PostgreSQL did not start: trying again");
    }
  }
}

/** Clears the folder of what a killed PostgreSQL left and starts it again; it is not ready yet. */
export async function launchPostmaster(cluster: Cluster, port: number, log: Log): Promise<Postmaster> {
  await untilOrphansLeft(cluster.folder, log);
  // A killed one whose parent does not reap it keeps its pid, and a new one would take it for alive.
  await forgetTheDead(cluster.folder);
  return spawnPostmaster(cluster, port);
}

async function adopt(cluster: Cluster, log: Log): Promise<Postmaster | undefined> {
  const postmaster = await findPostmaster(cluster.folder);
  if (postmaster === undefined) return undefined;
  try {
    await untilReady(cluster, postmaster, log);
    log.info(`Took over the running PostgreSQL (pid ${postmaster.pid}) that an earlier server left`);
    return postmaster;
  } catch (error) {
    log.warn(
      { err: error },
      `An earlier server left a PostgreSQL (pid ${postmaster.pid}) that cannot be used: stopping it`,
    );
    await stopPostmaster(postmaster, log);
    return undefined;
  }
}

async function start(cluster: Cluster, log: Log): Promise<Postmaster> {
  const postmaster = await launchPostmaster(cluster, await freePort(), log);
  try {
    await untilReady(cluster, postmaster, log);
    return postmaster;
  } catch (error) {
    await stopPostmaster(postmaster, log);
    throw error;
  }
}

async function findPostmaster(folder: string): Promise<Postmaster | undefined> {
  const { pid, port } = await readPidFile(folder);
  if (isPostmasterOf(folder, pid)) return watchPostmaster(pid, port);
  await forgetTheDead(folder);
  return undefined;
}

/**
 * The pid went to another process: PostgreSQL would take that for one of its own and refuse to start. That none of
 * its processes still uses the folder it also sees by the shared memory.
 */
async function forgetTheDead(folder: string): Promise<void> {
  const { pid } = await readPidFile(folder);
  if (pid > 0 && exists(pid) && !isPostmasterOf(folder, pid)) await rm(pidFileOf(folder), { force: true });
}

function isPostmasterOf(folder: string, pid: number): boolean {
  return pid > 0 && isRunning(pid) && commandLine(pid).includes(` -D ${folder} `);
}

/** Its lines: https://www.postgresql.org/docs/18/storage-file-layout.html. `pid` 0: there is none. */
async function readPidFile(folder: string): Promise<{ pid: number; port: number }> {
  const lines = (await readFile(pidFileOf(folder), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return { pid: Number.isInteger(pid) ? pid : 0, port: Number(lines[3]) };
}

function pidFileOf(folder: string): string {
  return join(folder, "postmaster.pid");
}

/** When the first process is killed, the others may first finish their statement; no new one can start before. */
async function untilOrphansLeft(folder: string, log: Log): Promise<void> {
  const orphans = () => processesIn(folder, "postgres");
  for (const pid of orphans()) signal(pid, "SIGTERM");
  if (await waitUntil(() => orphans().length === 0, ORPHANS_LEAVE_MS)) return;
  log.warn(`Processes of a PostgreSQL that was killed are still there: ${orphans().join(", ")}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}
