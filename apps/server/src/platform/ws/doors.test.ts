import { once } from "node:events";
import { connect } from "node:net";
import { CLOSE } from "@causerie/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { House, nextTick, socketOf, until, upgradeTo } from "./testing/house.ts";

let house: House;

beforeEach(async () => {
  house = await House.open();
});

afterEach(() => house.close());

test("[DO2] who is not let in gets the status and no socket; who is, talks", async () => {
  expect(await house.statusOf("/shut")).toBe(401);
  expect(await house.statusOf("/nowhere")).toBe(404);
  expect(await house.statusOf("/__proto__")).toBe(404);
  expect(await house.statusOf("//")).toBe(404);
  const { client, mine } = await house.enter();
  client.send("hello");
  await until(() => mine.received.length === 1);
  expect(mine.received).toEqual(["hello"]);
  expect(house.doors.size).toBe(1);
});

test("[DL10] a reader that takes no data is closed when its buffer is full; others get everything meanwhile", async () => {
  const stalled = await house.enter();
  const healthy = await house.enter();
  socketOf(stalled.client).pause();
  const heard: string[] = [];
  healthy.client.on("message", (data) => heard.push(String(data)));
  const text = "x".repeat(100_000);
  let sent = 0;
  while (!stalled.mine.isClosed) {
    stalled.mine.link.send(text);
    healthy.mine.link.send(String(sent));
    sent += 1;
    // Kernel buffers take some megabytes first.
    expect(sent).toBeLessThan(1000);
    await nextTick();
  }
  await until(() => heard.length === sent);
  expect(heard).toEqual(Array.from({ length: sent }, (_, index) => String(index)));
  expect(house.doors.size).toBe(1);
});

test("[DL10] one frame that is longer than the buffer reaches a reader who reads", async () => {
  const { client, mine } = await house.enter();
  const sizes: number[] = [];
  client.on("message", (data) => sizes.push(String(data).length));
  mine.link.send("x".repeat(5_000_000));
  mine.link.send("y");
  await until(() => sizes.length === 2);
  expect(sizes).toEqual([5_000_000, 1]);
});

test("[DL10] a reader who is slow with a long frame is not cut off by what follows it", async () => {
  const { client, mine } = await house.enter();
  const sizes: number[] = [];
  client.on("message", (data) => sizes.push(String(data).length));
  socketOf(client).pause();
  // More than the kernel's buffers take.
  mine.link.send("x".repeat(20_000_000));
  for (const text of ["y", "zz"]) {
    await nextTick();
    mine.link.send(text);
  }
  await nextTick();
  expect(mine.isClosed).toBe(false);
  socketOf(client).resume();
  await until(() => sizes.length === 3);
  expect(sizes).toEqual([20_000_000, 1, 2]);
});

test("[DL11] a connection that is silent for three intervals is closed, one that pings is not", async () => {
  const silent = await house.enter();
  const talking = await house.enter();
  for (const { client } of [silent, talking]) client.send("hello");
  await until(() => silent.mine.isKnown && talking.mine.isKnown);
  const closed = once(silent.client, "close");
  house.nowMs = 30_000;
  talking.client.send("ping");
  await until(() => talking.mine.received.length === 2);
  house.nowMs = 45_000;
  house.doors.sweep();
  expect(house.doors.size).toBe(2);
  house.nowMs = 45_001;
  house.doors.sweep();
  await closed;
  await until(() => silent.mine.isClosed);
  expect(talking.mine.isClosed).toBe(false);
  expect(house.doors.size).toBe(1);
});

test("[DO3] a binary frame is handed on as one that nobody understands", async () => {
  const { client, mine } = await house.enter();
  client.send(Buffer.from(`{"t":"ping"}`));
  await until(() => mine.received.length === 1);
  expect(mine.received).toEqual([""]);
});

test("[DO2] what a client sends after we closed is not done, even if it ignores the close", async () => {
  const { client, mine } = await house.enter();
  const raw = socketOf(client);
  // A client that does not answer a close: it reads nothing and goes on sending.
  raw.pause();
  mine.link.close(CLOSE.refused, "signed out");
  client.send("still here");
  const other = await house.enter();
  other.client.send("marker");
  await until(() => other.mine.received.length === 1);
  raw.resume();
  const [code] = await once(client, "close");
  expect(code).toBe(CLOSE.refused);
  await until(() => mine.isClosed);
  expect(mine.received).toEqual([]);
});

test("[DL16] a drain tells everybody to come back, lets nobody in, and the end closes as going away", async () => {
  const { client, mine } = await house.enter();
  const bye = once(client, "message");
  const closed = once(client, "close");
  const late = house.statusOf("/slow");
  await until(() => house.openSlowDoor !== null);
  house.doors.drain();
  expect(JSON.parse(String((await bye)[0]))).toEqual({ t: "bye", because: "draining", retryAfterMs: 500 });
  expect(await house.statusOf("/open")).toBe(503);
  house.openSlowDoor?.();
  expect(await late).toBe(503);
  expect(mine.isClosed).toBe(false);
  house.doors.closeAll();
  expect((await closed)[0]).toBe(CLOSE.goingAway);
  await until(() => house.doors.size === 0);
});

test("[DL16] what is sent to one who stops is not begun any more, so that the end comes", async () => {
  const { client, mine } = await house.enter();
  client.send("before");
  await until(() => mine.received.length === 1);
  house.doors.drain();
  client.send("after");
  const answered = once(client, "pong");
  client.ping();
  await answered;
  expect(mine.received).toEqual(["before"]);
});

test("[DL16] a caller who was refused and keeps their side open does not hold up the end", async () => {
  const accepting = once(house.server, "connection");
  const socket = connect({ port: house.port, host: "127.0.0.1", allowHalfOpen: true });
  socket.resume().write(upgradeTo("/nowhere"));
  const [mine] = await accepting;
  await once(mine, "close");
  socket.destroy();
});

test("[DO3] a frame that a session fails at closes its own connection only", async () => {
  const { client, mine } = await house.enter();
  const other = await house.enter();
  mine.fails = true;
  const closed = once(client, "close");
  client.send("bad luck");
  expect((await closed)[0]).toBe(1011);
  other.client.send("hello");
  await until(() => other.mine.received.length === 1);
});

test("[DL16] a client that does not answer the close does not hold up the end", async () => {
  const { client, mine } = await house.enter();
  socketOf(client).pause();
  house.doors.closeAll();
  await until(() => mine.isClosed);
  expect(house.doors.size).toBe(0);
});
