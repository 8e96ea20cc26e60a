import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
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

/**
 * Brings the schema up to date. Nodes that start together wait for one another by Kysely's lock. What a newer node has
 * done already is left as it is: each migration is one that the code before it survives [ND9].
 */
export async function migrate(database: Database): Promise<void> {
  const provider = { getMigrations: async () => ({ ...(await newerOnes(database)), ...migrations }) };
  const migrator = new Migrator({ db: database, provider, allowUnorderedMigrations: true });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new Error("The database could not be brought up to date; nothing was changed.", { cause: error });
}

/** Those that were done and that this code does not know: Kysely refuses to start without them. */
async function newerOnes(database: Database): Promise<Record<string, Migration>> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  const unknown = rows.filter(({ name }) => !(name in migrations));
  return Object.fromEntries(unknown.map(({ name }) => [name, { up: async () => undefined }]));
}
