import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { findBinaries } from "./embedded/binaries.ts";
import { openCluster } from "./embedded/cluster.ts";
import { lockFolder } from "./embedded/folder-lock.ts";
import { chooseIdentity } from "./embedded/identity.ts";
import { obtainPostmaster } from "./embedded/obtain-postmaster.ts";
import { connectionStringOf } from "./embedded/ready.ts";
import { supervise } from "./embedded/supervise.ts";
import type { Log } from "./log.ts";

export type EmbeddedPostgres = Readonly<{
  /** Stays the same when PostgreSQL has to be started again. */
  connectionString: string;
  /** Called once if PostgreSQL ended and cannot be brought back; the server cannot go on. */
  onExit: (listener: (error: Error) => void) => void;
  /** Stops PostgreSQL, waits for its end and frees the folder. Close the pools first: connections are cut. */
  stop: () => Promise<void>;
}>;

/**
 * Starts a PostgreSQL of our own whose data lies in `<dataDir>/postgres`, or takes over the one that a killed server left
 * there. Returns when it accepts connections. Every error is a sentence that says what to do.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
}): Promise<EmbeddedPostgres> {
  const { log } = options;
  const dataDir = await makeDataDir(options.dataDir);
  const lock = lockFolder(dataDir);
  try {
    const binaries = await findBinaries();
    const clusterDir = join(dataDir, "postgres");
    const identity = await chooseIdentity({ dataDir, clusterDir, postgres: binaries.postgres });
    const cluster = await openCluster(dataDir, clusterDir, binaries, identity);
    const postmaster = await obtainPostmaster(cluster, log);
    const { onExit, stop } = supervise(cluster, postmaster, log);
    return {
      connectionString: connectionStringOf(cluster, postmaster.port),
      onExit,
      stop: () => stop().finally(lock.release),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** One name for the folder, however it was reached: a running PostgreSQL is recognised by it. */
async function makeDataDir(path: string): Promise<string> {
  // What visitors wrote is nobody else's business on this machine.
  await mkdir(path, { recursive: true, mode: 0o700 });
  return realpath(path);
}
