import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import type { Pool } from "pg";
import { migrations } from "./migrations/index.ts";

/**
 * Every table, by name. Each feature adds its own in its `tables.ts`, by `declare module`, so that nothing here knows
 * of a feature.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the features.
export interface Tables {}

export type Database = Kysely<Tables>;

/** Ends with its pool: `pool.end()`, not `database.destroy()`. */
export function openDatabase(pool: Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Brings the schema up to date. Nodes that start together wait for one another by Kysely's lock. */
export async function migrate(database: Database): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined)
    throw new Error("The database could not be brought up to date; nothing was changed.", { cause: error });
}
