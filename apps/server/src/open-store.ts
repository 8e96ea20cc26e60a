import type { Logger } from "pino";
import type { Config } from "./platform/config.ts";
import { migrate, openDatabase } from "./platform/sql/database.ts";
import { startEmbeddedPostgres } from "./platform/sql/embedded-postgres.ts";
import { createPool } from "./platform/sql/pool.ts";

const POOL_SIZE = 20;
/** Searches and reports: apart, and not for ever, so that they never delay a message. */
const REPORTS = { max: 3, statementTimeoutMs: 10_000 };

export type Store = Awaited<ReturnType<typeof openStore>>;

/** PostgreSQL, brought up to date: the embedded one, or that of DATABASE_URL. */
export async function openStore(config: Config, log: Logger) {
  const { databaseUrl, dataDir } = config;
  const postgres = databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir, log }) : null;
  const connectionString = databaseUrl ?? postgres?.connectionString ?? "";
  try {
    await migrateAt(connectionString, log);
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
  const pool = createPool({ connectionString, log, max: POOL_SIZE });
  const commitPool = createPool({ connectionString, log, max: 1, isKept: true });
  const visitsPool = createPool({ connectionString, log, max: 1 });
  const reportPool = createPool({ connectionString, log, ...REPORTS });
  return {
    pool,
    commitPool,
    visitsPool,
    reportPool,
    database: openDatabase(pool),
    reports: openDatabase(reportPool),
    connectionString,
    onFailure: (listener: (error: Error) => void) => postgres?.onExit(listener),
    close: async () => {
      await Promise.all([pool.end(), commitPool.end(), visitsPool.end(), reportPool.end()]);
      await postgres?.stop();
    },
  };
}

/** A migration may take longer than any statement of a chat. */
async function migrateAt(connectionString: string, log: Logger): Promise<void> {
  const pool = createPool({ connectionString, log, max: 2, statementTimeoutMs: 0 });
  try {
    await migrate(openDatabase(pool));
  } finally {
    await pool.end();
  }
}
