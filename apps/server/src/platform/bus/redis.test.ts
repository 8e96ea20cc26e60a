import { once } from "node:events";
import { Redis } from "ioredis";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Bus, NodeId } from "./bus.ts";
import { busContract, until, witness } from "./contract.ts";
import { type RedisBusOptions, redisBus } from "./redis.ts";
import { seal } from "./sealed-message.ts";
import { type Gate, openGate } from "./testing/gate.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

let redis: TestRedis;
const opened: { close(): Promise<void> }[] = [];
let channels = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});
afterAll(() => redis.stop());

const SECRET = "of the tests";

function optionsOf(more: Partial<RedisBusOptions> = {}): RedisBusOptions {
  return { url: redis.url, channel: "test", secret: SECRET, log: pino({ level: "silent" }), ...more };
}

function join(more?: Partial<RedisBusOptions>): Bus {
  const bus = redisBus(optionsOf(more));
  opened.push(bus);
  return bus;
}

/** Each node behind a gate of its own. */
busContract(async () => {
  const gates = new Map<NodeId, Gate>();
  const channel = `contract-${++channels}`;
  return {
    join: async () => {
      const gate = await openGate(redis.port);
      const bus = redisBus(optionsOf({ url: `redis://127.0.0.1:${gate.port}`, channel }));
      gates.set(bus.nodeId, gate);
      return bus;
    },
    cut: (nodeId) => gates.get(nodeId)?.shut(),
    heal: (nodeId) => gates.get(nodeId)?.open(),
    close: async () => {
      for (const gate of gates.values()) await gate.close();
    },
  };
});

async function twoNodes(more?: Partial<RedisBusOptions>) {
  const one = witness(join(more));
  const two = witness(join(more));
  await until(() => one.bus.others().size === 1 && two.bus.others().size === 1);
  return { one, two };
}

async function listener(channel: string): Promise<{ client: Redis; payloads: string[] }> {
  const client = new Redis(redis.url);
  const payloads: string[] = [];
  client.on("message", (_channel, payload) => payloads.push(payload));
  await client.subscribe(channel);
  opened.push({ close: async () => client.disconnect() });
  return { client, payloads };
}

test("[ND1] the news of one tick go in one message", async () => {
  const { one, two } = await twoNodes({ channel: "tick" });
  const { payloads } = await listener("tick");
  for (let number = 0; number < 50; number += 1) one.tell(`news ${number}`);
  await until(() => two.heard.length === 50);
  await until(() => payloads.some((payload) => payload.includes("news 49")));
  expect(payloads.filter((payload) => payload.includes("news ")).length).toBe(1);
});

test("[ND1] what is told while news are on their way goes together, after them", async () => {
  const { one, two } = await twoNodes({ channel: "together" });
  const { client, payloads } = await listener("together");
  const admin = client.duplicate();
  await once(admin, "ready");
  // Redis answers no publish until all of it is told.
  await admin.client("PAUSE", 600_000, "WRITE");
  for (let number = 0; number < 50; number += 1) {
    one.tell(`news ${number}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await admin.client("UNPAUSE");
  await until(() => two.heard.length === 50);
  await until(() => payloads.some((payload) => payload.includes("news 49")));
  admin.disconnect();
  expect(two.heard.map(({ news }) => news)).toEqual(
    Array.from({ length: 50 }, (_, number) => `news ${number}`),
  );
  expect(payloads.filter((payload) => payload.includes("news ")).length).toBe(2);
});

test("[ND2] Redis stopped, emptied and started again: gaps every beat, then the nodes hear each other, and nobody was gone", async () => {
  const { one, two } = await twoNodes({ channel: "restart" });
  await redis.stop();
  await until(() => one.bus.lagMs() === null);
  expect(one.bus.others().size).toBe(0);
  const { gaps } = one;
  one.tell("lost");
  await until(() => one.gaps > gaps + 2);
  await redis.start();
  await until(() => one.bus.others().size === 1 && two.bus.others().size === 1);
  const admin = new Redis(redis.url);
  await admin.flushall();
  admin.disconnect();
  one.tell("heard");
  await until(() => two.heard.length > 0);
  expect(two.heard.map(({ news }) => news)).toEqual(["heard"]);
  expect([one.gone, two.gone]).toEqual([[], []]);
});

test("[ND2] what was lost on the way is a gap to the others, though every connection held", async () => {
  const { one, two } = await twoNodes({ channel: "lost" });
  const { client, payloads } = await listener("lost");
  one.tell("before");
  await until(() => payloads.some((payload) => payload.includes("before")));
  const { gaps } = two;
  // As if a message of the node, the one after its last, had not arrived.
  const counter = 1000;
  const publisher = client.duplicate();
  await once(publisher, "ready");
  const message = { from: one.bus.nodeId, counter, isLast: false, news: [["test", "after a gap"]] as const };
  await publisher.publish("lost", seal(message, SECRET));
  publisher.disconnect();
  await until(() => two.heard.length === 2);
  expect(two.gaps).toBe(gaps + 1);
});

test("[ND4] what did not come from a node of the installation is not heard, and no message twice", async () => {
  const { one, two } = await twoNodes({ channel: "hostile" });
  const { payloads } = await listener("hostile");
  one.tell("true");
  await until(() => two.heard.length === 1 && payloads.some((payload) => payload.includes("true")));
  const stranger = new Redis(redis.url);
  const genuine = payloads.find((payload) => payload.includes("true")) ?? "";
  const message = { from: "stranger", counter: 1, isLast: false, news: [["test", "false"]] as const };
  const forged = seal(message, "guessed");
  for (const payload of ["", "{}", "\0", "x".repeat(100), genuine.replace("true", "lies"), forged, genuine])
    await stranger.publish("hostile", payload);
  stranger.disconnect();
  one.tell("still true");
  await until(() => two.heard.length > 1);
  expect(two.heard.map(({ news }) => news)).toEqual(["true", "still true"]);
  expect(two.bus.others()).toEqual(new Set([one.bus.nodeId]));
});

test("[ND4] two installations on one Redis do not hear each other", async () => {
  const { one, two } = await twoNodes({ channel: "mine" });
  const other = await twoNodes({ channel: "theirs" });
  one.tell("mine");
  other.one.tell("theirs");
  await until(() => two.heard.length > 0 && other.two.heard.length > 0);
  expect(two.heard.map(({ news }) => news)).toEqual(["mine"]);
  expect(other.two.heard.map(({ news }) => news)).toEqual(["theirs"]);
});

test("[ND2] a Redis that is not there yet is waited for; it is said once, without the password", async () => {
  const later = await startRedis("--requirepass", "right-one");
  opened.push({ close: later.stop });
  await later.stop();
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line) => lines.push(line) });
  const url = `redis://:right-one@127.0.0.1:${later.port}`;
  const one = witness(join({ url, log, channel: "later" }));
  await until(() => one.gaps > 1);
  expect(lines.filter((line) => line.includes("REDIS_URL")).length).toBe(1);
  await later.start();
  await until(() => one.bus.lagMs() !== null && lines.some((line) => line.includes("Redis is back")));
  expect(lines.join("")).not.toContain("right-one");
});

test("[ND2] a password that Redis refuses is told in its words", async () => {
  const strict = await startRedis("--requirepass", "right-one");
  opened.push({ close: strict.stop });
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line) => lines.push(line) });
  join({ url: `redis://:wrong-one@127.0.0.1:${strict.port}`, log });
  await until(() => lines.length > 0);
  expect(lines[0]).toContain("WRONGPASS");
  expect(lines.join("")).not.toContain("wrong-one");
});

test("[ND5] a Redis that takes nothing holds no more than a bounded part of what is told, and the others have a gap", async () => {
  const gate = await openGate(redis.port);
  opened.push(gate);
  const one = witness(join({ url: `redis://127.0.0.1:${gate.port}`, channel: "bounded" }));
  const two = witness(join({ channel: "bounded" }));
  await until(() => one.bus.others().size === 1 && two.bus.others().size === 1);
  gate.shut();
  const megabyte = "x".repeat(1_000_000);
  for (let number = 0; number < 50; number += 1) {
    one.tell(`${number} ${megabyte}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(gate.takenBytes()).toBeLessThan(20_000_000);
  const { gaps } = two;
  gate.open();
  await until(() => two.gaps > gaps);
  one.tell("heard");
  await until(() => two.heard.length > 0);
  expect(two.heard.map(({ news }) => news)).toEqual(["heard"]);
});
