import { randomUUID } from "node:crypto";
import pg from "pg";
import { pino } from "pino";
import { inject } from "vitest";
import { type Database, openDatabase } from "../platform/sql/database.ts";
import { createPool } from "../platform/sql/pool.ts";

export const TEMPLATE_DATABASE = "causerie_template";

export type FreshDatabase = Readonly<{
  connectionString: string;
  pool: pg.Pool;
  database: Database;
  /** Ends the pool and drops the database, whoever else is connected. */
  drop: () => Promise<void>;
}>;

/** An empty, migrated database of one's own. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const superuserUrl = inject("superuserUrl");
  const connectionString = connectionStringTo(inject("postgresUrl"), name);
  await createDatabase(superuserUrl, name, connectionString, TEMPLATE_DATABASE);
  const pool = createPool({ connectionString, log: pino({ level: "error" }), max: 6 });
  return {
    connectionString,
    pool,
    database: openDatabase(pool),
    drop: async () => {
      await pool.end();
      await administer(superuserUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Owned by the role that `connectionString` names. */
export async function createDatabase(
  superuserUrl: string,
  name: string,
  connectionString: string,
  template = "template1",
): Promise<void> {
  const owner = new URL(connectionString).username;
  await administer(superuserUrl, `create database ${name} template ${template} owner ${owner}`);
}

/** The same server and credentials, another database. */
export function connectionStringTo(connectionString: string, database: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return url.href;
}

export async function administer(connectionString: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
