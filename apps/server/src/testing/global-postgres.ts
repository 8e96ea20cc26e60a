import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { migrate, openDatabase } from "../platform/sql/database.ts";
import { startEmbeddedPostgres } from "../platform/sql/embedded-postgres.ts";
import { createPool } from "../platform/sql/pool.ts";
import { administer, connectionStringTo, createDatabase, TEMPLATE_DATABASE } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** As the server connects. */
    postgresUrl: string;
    /** As PostgreSQL's superuser. */
    superuserUrl: string;
  }
}

/** One embedded PostgreSQL for the whole run, with a migrated database that every test file gets a copy of. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "causerie-test-"));
  const log = pino({ level: "error" });
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const stop = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const superuserUrl = await superuserOf(postgres.connectionString, dataDir);
    await makeTemplate(postgres.connectionString, superuserUrl, log);
    project.provide("superuserUrl", superuserUrl);
  } catch (error) {
    // Vitest tears down only what has set itself up.
    await stop();
    throw error;
  }
  project.provide("postgresUrl", postgres.connectionString);
  return stop;
}

/** The server's own role may neither make databases nor take them from a process that is not its own, like an autovacuum. */
async function superuserOf(connectionString: string, dataDir: string): Promise<string> {
  const url = new URL(connectionString);
  url.username = "postgres";
  url.password = (await readFile(join(dataDir, "postgres-password.postgres"), "utf8")).trim();
  return url.href;
}

async function makeTemplate(connectionString: string, superuserUrl: string, log: pino.Logger): Promise<void> {
  await createDatabase(superuserUrl, TEMPLATE_DATABASE, connectionString);
  // Nothing here outlives the run: a commit need not wait for the disk.
  await administer(
    superuserUrl,
    `alter role ${new URL(connectionString).username} set synchronous_commit = off`,
  );
  const templateUrl = connectionStringTo(connectionString, TEMPLATE_DATABASE);
  const pool = createPool({ connectionString: templateUrl, log, max: 2 });
  await migrate(openDatabase(pool));
  // PostgreSQL copies only a database that nobody uses.
  await pool.end();
}
