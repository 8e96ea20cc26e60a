import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../testing/postgres.ts";
import { migrate, openDatabase } from "./database.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

test("a database that is up to date is left as it is, by nodes that start together too", async () => {
  const before = await tables();
  expect(before).toContain("agent");
  await Promise.all([migrate(fresh.database), migrate(openDatabase(fresh.pool))]);
  expect(await tables()).toEqual(before);
});

test("nodes that start together on an empty database migrate it once", async () => {
  await fresh.pool.query("drop schema public cascade");
  await fresh.pool.query("create schema public");
  await Promise.all([migrate(fresh.database), migrate(openDatabase(fresh.pool))]);
  expect(await tables()).toContain("agent");
  const { rows } = await fresh.pool.query("select name from installation_secret order by name");
  expect(rows).toEqual([{ name: "bus" }, { name: "files" }, { name: "set-up" }, { name: "sign-in" }]);
});

test("[ND9] a node that knows fewer migrations than were done starts, and changes nothing", async () => {
  await migrate(fresh.database);
  const before = await tables();
  await fresh.pool.query(
    "insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', now()::text), ('0003a-of-a-branch', now()::text)",
  );
  await migrate(fresh.database);
  expect(await tables()).toEqual(before);
});

test("[ND9] a migration that a database has not seen is done, though a later one was", async () => {
  await fresh.pool.query("delete from kysely_migration where name = '0011-nodes'");
  await fresh.pool.query("drop table node");
  await fresh.pool.query("delete from installation_secret where name = 'bus'");
  await migrate(fresh.database);
  expect(await tables()).toContain("node");
});

test("[ND9] no migration takes away what the code before it reads or writes", async () => {
  const folder = new URL("migrations/", import.meta.url);
  const files = (await readdir(folder)).filter((name) => /^\d{4}-/.test(name) && name > "0011");
  for (const name of files) {
    const text = await readFile(new URL(name, folder), "utf8");
    expect({ name, found: text.match(TAKES_AWAY)?.[0] }).toEqual({ name, found: undefined });
  }
  for (const statement of ["drop table chat", "alter table chat drop column tags", "rename to talk"])
    expect(statement).toMatch(TAKES_AWAY);
  for (const statement of ["alter column tags type text", "alter column name set not null"])
    expect(statement).toMatch(TAKES_AWAY);
  expect("create table more (id text primary key)").not.toMatch(TAKES_AWAY);
});

/** What was dropped or narrowed is missing to a node that was started before. */
const TAKES_AWAY = /drop (table|column|sequence|default)|\brename\b|alter column \S+ (type|set not null)/i;

async function tables(): Promise<string[]> {
  const { rows } = await fresh.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}
