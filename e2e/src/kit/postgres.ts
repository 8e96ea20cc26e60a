import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { findBinaries } from "../../../apps/server/src/platform/sql/embedded/binaries.ts";
import { type Cluster, openCluster } from "../../../apps/server/src/platform/sql/embedded/cluster.ts";
import { chooseIdentity, spawnAs } from "../../../apps/server/src/platform/sql/embedded/identity.ts";
import { connectionStringOf } from "../../../apps/server/src/platform/sql/embedded/ready.ts";
import { postgresArguments } from "../../../apps/server/src/platform/sql/embedded/settings.ts";
import { end, hasEnded, removeFolder, scratchFolder, track } from "./children.ts";
import { freePort, until } from "./server.ts";

const START_MS = 120_000;
/** The embedded one has room for one node; here several have their pools. */
const ROOM = ["-c", "max_connections=300"];

/** A PostgreSQL of its own, as an installation of several nodes has it: fsync on, to be killed and started again. */
export class Postgres {
  readonly url: string;
  readonly #cluster: Cluster;
  readonly #port: number;
  readonly #folder: string;
  #child: ChildProcess | null = null;

  private constructor(cluster: Cluster, port: number, folder: string) {
    this.#cluster = cluster;
    this.#port = port;
    this.#folder = folder;
    this.url = connectionStringOf(cluster, port);
  }

  static async start(): Promise<Postgres> {
    const folder = scratchFolder("causerie-postgres-");
    const clusterDir = join(folder, "postgres");
    const binaries = await findBinaries();
    const identity = await chooseIdentity({ dataDir: folder, clusterDir, postgres: binaries.postgres });
    const cluster = await openCluster(folder, clusterDir, binaries, identity);
    const postgres = new Postgres(cluster, await freePort(), folder);
    await postgres.start();
    return postgres;
  }

  /** On the same folder and port. Returns when it can be asked. */
  async start(): Promise<void> {
    await until(
      () => this.#isReady(),
      START_MS,
      () => "PostgreSQL did not start",
    );
  }

  async kill(): Promise<void> {
    await end(this.#child, "SIGKILL");
  }

  async close(): Promise<void> {
    await end(this.#child, "SIGINT");
    removeFolder(this.#folder);
  }

  async #isReady(): Promise<boolean> {
    // Processes of one that was killed may still hold its memory: a new one ends until they have left.
    if (!this.#child || hasEnded(this.#child)) this.#child = this.#spawn();
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  }

  #spawn(): ChildProcess {
    const { identity, binaries, folder } = this.#cluster;
    const log = openSync(join(this.#folder, "postgres.log"), "a");
    const args = [...postgresArguments(folder, this.#port), ...ROOM];
    const child = track(spawnAs(identity, binaries.postgres, args, { stdio: ["ignore", log, log] }));
    closeSync(log);
    return child;
  }
}
