import { once } from "node:events";
import { CLOSE } from "@causerie/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FULL, House, until } from "./testing/house.ts";

let house: House;

beforeEach(async () => {
  house = await House.open();
});

afterEach(() => house.close());

test("[LI7] a frame past the size limit closes the connection, one at it does not", async () => {
  const { client, mine } = await house.enter();
  client.send("x".repeat(256 * 1024));
  await until(() => mine.received.length === 1);
  const closed = once(client, "close");
  client.send("x".repeat(256 * 1024 + 1));
  expect((await closed)[0]).toBe(1009);
  await until(() => mine.isClosed);
  expect(mine.received.map(({ length }) => length)).toEqual([256 * 1024]);
});

test("[LI3] who does not say hello within ten seconds is closed, whatever else they say; who did is not", async () => {
  const [quiet, chatty, known] = [await house.enter(), await house.enter(), await house.enter()];
  known.client.send("hello");
  house.nowMs = 9_000;
  chatty.client.send("is this on?");
  await until(() => known.mine.isKnown && chatty.mine.received.length === 1);
  house.nowMs = 10_000;
  house.doors.sweep();
  expect(house.doors.size).toBe(3);
  house.nowMs = 10_001;
  const codes = Promise.all([quiet, chatty].map(async ({ client }) => (await once(client, "close"))[0]));
  house.doors.sweep();
  expect(await codes).toEqual([CLOSE.silent, CLOSE.silent]);
  await until(() => house.doors.size === 1);
  expect(known.mine.isClosed).toBe(false);
});

test("[LI3] [LI5] a hundred sockets without a hello come from one address, and more once some have said it or left", async () => {
  const waiting: Awaited<ReturnType<House["enter"]>>[] = [];
  for (let index = 0; index < 100; index += 1) waiting.push(await house.enter("/street"));
  expect(await house.statusOf("/street")).toBe(429);
  // From an address that is not counted there is room.
  await house.enter("/open");
  const [first, second] = waiting;
  first?.client.send("hello");
  await until(() => first?.mine.isKnown === true);
  await house.enter("/street");
  expect(await house.statusOf("/street")).toBe(429);
  second?.client.terminate();
  await until(() => second?.mine.isClosed === true);
  await house.enter("/street");
  // What counted as known when it said hello does not count again when it leaves.
  first?.client.terminate();
  await until(() => first?.mine.isClosed === true);
  expect(await house.statusOf("/street")).toBe(429);
});

test("[LI6] a node that is full answers the next with 503 and when to come back, and those inside go on", async () => {
  const inside: Awaited<ReturnType<House["enter"]>>[] = [];
  for (let index = 0; index < FULL; index += 1) inside.push(await house.enter());
  const answer = await house.answerTo("/open");
  expect(answer).toContain("HTTP/1.1 503 ");
  expect(answer).toContain("\r\nRetry-After: 5\r\n");
  expect(house.doors.size).toBe(FULL);
  inside[0]?.client.send("still here");
  await until(() => inside[0]?.mine.received.length === 1);
  inside[1]?.client.terminate();
  await until(() => house.doors.size === FULL - 1);
  await house.enter();
});

test("[LI1] who sends faster than anybody types is read more slowly, loses nothing, and keeps nobody waiting", async () => {
  const hasty = await house.enter("/paced");
  const other = await house.enter();
  const texts = Array.from({ length: 3000 }, (_, index) => `${index} ${"x".repeat(100)}`);
  for (const text of texts) hasty.client.send(text);
  other.client.send("hello");
  await until(() => other.mine.received.length === 1);
  expect(hasty.mine.received.length).toBeLessThan(3000);
  house.nowMs = 60_000;
  await until(() => hasty.mine.received.length === 3000);
  expect(hasty.mine.received).toEqual(texts);
});
