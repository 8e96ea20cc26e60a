import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { errorCode } from "../sql/error-code.ts";
import { BackupError } from "./backup-error.ts";

/** The line of postmaster.pid that holds the port. https://www.postgresql.org/docs/18/storage-file-layout.html */
const PORT_LINE = 3;
const CONNECT_MS = 10_000;

/** The role that may copy everything, and whose password lies in the data folder alone. */
const SUPERUSER = "postgres";

/** Connects to the embedded PostgreSQL of a running Causerie. */
export async function connectToRunning(dataDir: string, replication: boolean): Promise<pg.Client> {
  const port = await portOf(dataDir);
  const password = await readOr(join(dataDir, `postgres-password.${SUPERUSER}`), () => notRunning(dataDir));
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password: password.trim(),
    database: "causerie",
    connectionTimeoutMillis: CONNECT_MS,
    // pg passes it on; its types do not know it.
    ...(replication && { replication: "true" }),
  });
  // What goes wrong is told by the query that is under way.
  client.on("error", () => undefined);
  await client.connect().catch((error: unknown) => {
    if (errorCode(error) === "ECONNREFUSED") throw new BackupError(notRunning(dataDir));
    throw error;
  });
  return client;
}

async function portOf(dataDir: string): Promise<number> {
  const lines = await readOr(join(dataDir, "postgres", "postmaster.pid"), () => notRunning(dataDir));
  return Number(lines.split("\n")[PORT_LINE]);
}

async function readOr(path: string, problem: () => string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") throw new BackupError(problem());
    throw error;
  });
}

function notRunning(dataDir: string): string {
  return (
    `No Causerie runs on ${dataDir}: start it, or set DATA_DIR to the folder of the one that runs. ` +
    "(While it is stopped, a plain copy of that folder is a backup.)"
  );
}
