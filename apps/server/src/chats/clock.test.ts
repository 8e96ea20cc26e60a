import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { SITE_STATUS_MS } from "./clock.ts";
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

test("[ST4] a node looks at least every second for who has come and gone on the others", async () => {
  const node = createNode(database.pool, []);
  const refresh = vi.spyOn(node.context.siteStatuses, "refresh");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await node.start();
    for (let halfSeconds = 1; halfSeconds <= 6; halfSeconds += 1) {
      await vi.advanceTimersByTimeAsync(500);
      await Promise.all(refresh.mock.results.map(({ value }) => value));
      expect(refresh.mock.calls.length).toBeGreaterThanOrEqual(Math.floor(halfSeconds / 2));
    }
  } finally {
    vi.useRealTimers();
  }
  await node.stop();
});

test("[OP11] what runs while a stop waits for the work under way is not begun again", async () => {
  const node = createNode(database.pool, []);
  await node.start();
  const { siteStatuses, work } = node.context;
  const reading = Promise.withResolvers<void>();
  const refresh = vi.spyOn(siteStatuses, "refresh").mockReturnValue(reading.promise);
  await until(() => refresh.mock.calls.length > 0);
  work.begun();
  const stopped = node.stop();
  const timers = vi.spyOn(globalThis, "setTimeout");
  reading.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(timers.mock.calls.map(([, ms]) => ms)).not.toContain(SITE_STATUS_MS);
  timers.mockRestore();
  work.ended();
  await stopped;
});
