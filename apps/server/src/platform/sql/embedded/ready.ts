import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { errorCode } from "../error-code.ts";
import type { Log } from "../log.ts";
import type { Cluster } from "./cluster.ts";
import { ROLE } from "./cluster.ts";
import type { Postmaster } from "./postmaster.ts";

const SILENCE_MS = 15_000;
const WORTH_TELLING_MS = 3_000;
// https://www.postgresql.org/docs/18/errcodes-appendix.html
const CANNOT_CONNECT_NOW = "57P03";
const NOT_AUTHORISED = "28";
const WRONG_PASSWORD =
  "PostgreSQL refuses the password in the data folder (postgres-password.causerie): put that file back from a copy.";
const NO_ANSWER =
  "PostgreSQL runs but does not answer on 127.0.0.1: see postgres.log in the data folder, and whether a firewall " +
  "stands between.";

export function connectionStringOf(cluster: Cluster, port: number): string {
  return `postgres://${ROLE}:${cluster.password}@127.0.0.1:${port}/${ROLE}`;
}

/** Waits until the server's role can connect. While PostgreSQL recovers from a crash that takes as long as it takes. */
export async function untilReady(cluster: Cluster, postmaster: Postmaster, log: Log): Promise<void> {
  const connectionString = connectionStringOf(cluster, postmaster.port);
  const startedAt = performance.now();
  let heardAt = startedAt;
  let told = false;
  for (;;) {
    const refusal = await tryToConnect(connectionString);
    if (refusal === undefined) return;
    if (postmaster.hasExited()) throw new Error(`PostgreSQL ${await postmaster.exited}`);
    if (errorCode(refusal) === CANNOT_CONNECT_NOW) heardAt = performance.now();
    else if (errorCode(refusal).startsWith(NOT_AUTHORISED))
      throw new Error(WRONG_PASSWORD, { cause: refusal });
    else if (performance.now() - heardAt > SILENCE_MS) throw new Error(NO_ANSWER, { cause: refusal });
    if (!told && performance.now() - startedAt > WORTH_TELLING_MS) {
      log.info("PostgreSQL is not ready yet (it may be recovering from a crash): waiting for it");
      told = true;
    }
    await wait(20);
  }
}

async function tryToConnect(connectionString: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // What goes wrong with the connection is told by connect() and end().
  client.on("error", () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => {});
  }
}
