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

async function tables(): Promise<string[]> {
  const { rows } = await fresh.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}
