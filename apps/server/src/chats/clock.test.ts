import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { createNode } from "./testing/node.ts";
import { until } from "./testing/scene.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("a node says that it fails while the database refuses it, and that it is well again", async () => {
  const node = createNode(database.pool, []);
  await node.start();
  await database.pool.query("alter table lease rename to lease_away");
  await until(() => node.isFailing());
  await database.pool.query("alter table lease_away rename to lease");
  await until(() => !node.isFailing());
  expect(node.isFailing()).toBe(false);
  await node.stop();
});
