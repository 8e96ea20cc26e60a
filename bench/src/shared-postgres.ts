import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { findBinaries } from "../../apps/server/src/platform/sql/embedded/binaries.ts";
import { openCluster } from "../../apps/server/src/platform/sql/embedded/cluster.ts";
import { chooseIdentity, spawnAs } from "../../apps/server/src/platform/sql/embedded/identity.ts";
import { connectionStringOf } from "../../apps/server/src/platform/sql/embedded/ready.ts";
import { postgresArguments } from "../../apps/server/src/platform/sql/embedded/settings.ts";
import { hasEnded, track } from "./processes.ts";
import { freePort, makeDataDir } from "./server-process.ts";

/** The embedded one has room for one node; here several have their pools. */
const ROOM = ["-c", "max_connections=200"];
const START_MS = 60_000;

export type SharedPostgres = Readonly<{ dataDir: string; url: string; stop: () => Promise<void> }>;

/** A PostgreSQL beside the nodes, as an installation of several has it: fsync on, on a fresh folder. */
export async function startSharedPostgres(): Promise<SharedPostgres> {
  const dataDir = makeDataDir();
  const folder = join(dataDir, "postgres");
  const binaries = await findBinaries();
  const identity = await chooseIdentity({ dataDir, clusterDir: folder, postgres: binaries.postgres });
  const cluster = await openCluster(dataDir, folder, binaries, identity);
  const port = await freePort();
  const args = [...postgresArguments(folder, port), ...ROOM];
  const child = track(spawnAs(identity, binaries.postgres, args, { stdio: "ignore" }));
  const url = connectionStringOf(cluster, port);
  const stop = async () => {
    if (!hasEnded(child)) {
      child.kill("SIGINT");
      await once(child, "exit");
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const until = performance.now() + START_MS; !(await isReady(url)); await wait(100)) {
    if (!hasEnded(child) && performance.now() < until) continue;
    await stop();
    throw new Error("PostgreSQL did not start");
  }
  return { dataDir, url, stop };
}

async function isReady(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
