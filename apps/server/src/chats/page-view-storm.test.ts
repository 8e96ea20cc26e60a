import type { VisitorId } from "@causerie/domain";
import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deviceOf, type StoredVisitor } from "../visitors/index.ts";
import { Clock } from "./clock.ts";
import { acked, openScene, type Scene, until, waitingVisitor } from "./testing/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** The visits' own connection, slower than the storm. */
function slowVisitsPool() {
  const sizes: number[] = [];
  const waiting: (() => void)[] = [];
  const query = async ({ values: [visits] }: { values: [string] }) => {
    sizes.push(JSON.parse(visits).length);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { rows: [] };
  };
  // Of the pool, only its query is used.
  return { pool: { query } as unknown as Pool, sizes, waiting };
}

test("[LI11] visits are written one bounded batch at a time, and a message does not wait for them", async () => {
  const account = await scene.newAccount();
  const { node } = scene;
  const { visitor } = await waitingVisitor(node, account);
  node.context.onSite.takeUnsaved();
  for (let index = 0; index < 1200; index += 1)
    node.context.onSite.arrive(account.accountId, visitorNumber(index), FIRST, "127.0.0.1");
  const { pool, sizes, waiting } = slowVisitsPool();
  const clock = new Clock({ ...node.context, visitsPool: pool });
  await clock.start();
  await until(() => waiting.length === 1);
  await acked(visitor, { type: "SendMessage", text: "In the middle of it" });
  expect(sizes).toEqual([500]);
  for (const done of [1, 2, 3]) {
    await until(() => waiting.length === 1);
    waiting.pop()?.();
    if (done < 3) await until(() => sizes.length === done + 1);
  }
  expect(sizes).toEqual([500, 500, 200]);
  await clock.stop();
});

const FIRST = {
  page: { url: "https://shop.example/", title: "Shop" },
  referrer: null,
  device: deviceOf(""),
  language: "en",
};

function visitorNumber(index: number): StoredVisitor {
  return {
    // The brand is the store's.
    visitorId: `1.storm-${index}` as VisitorId,
    number: index,
    name: null,
    email: null,
    phone: null,
    claimed: {},
    visits: 0,
    chats: 0,
    lastSeenAt: 0,
    visit: null,
  };
}
