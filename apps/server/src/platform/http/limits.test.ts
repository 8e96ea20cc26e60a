import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "../bus/testing/redis-server.ts";
import { readConfig } from "../config.ts";
import { buildHttp, type HttpApp } from "./app.ts";
import { openLimits, type SharedLimits } from "./limits.ts";

let redis: TestRedis;
const opened: { close(): unknown }[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await redis.stop();
});

/** A node whose one route lets three requests a minute through. */
async function node(limits: SharedLimits): Promise<HttpApp> {
  const log = pino({ level: "silent" });
  const app = await buildHttp({
    config: readConfig({}),
    log,
    limits,
    health: () => "ok",
    routes: [
      async (scope) => {
        const config = { rateLimit: { max: 3, timeWindow: 60_000 } };
        scope.get("/limited", { config }, async () => ({ ok: true }));
      },
    ],
  });
  opened.push(app);
  return app;
}

function limits(installation: string): SharedLimits {
  const shared = openLimits(redis.url, installation);
  // A slow machine is no Redis that is away.
  shared.options.redis.options.commandTimeout = 60_000;
  opened.push(shared);
  return shared;
}

async function statusOf(app: HttpApp): Promise<number> {
  return (await app.inject("/limited")).statusCode;
}

test("[ND11] a limit on requests is one for all nodes, and another installation's is its own", async () => {
  const shared = [limits("mine"), limits("mine"), limits("theirs")] as const;
  await Promise.all(shared.map(({ options }) => new Promise((ready) => options.redis.once("ready", ready))));
  const [one, other, theirs] = await Promise.all(shared.map(node));
  if (!one || !other || !theirs) throw new Error("three nodes were opened");
  expect([await statusOf(one), await statusOf(other), await statusOf(one)]).toEqual([200, 200, 200]);
  expect([await statusOf(other), await statusOf(one), await statusOf(theirs)]).toEqual([429, 429, 200]);
});

test("[ND11] while Redis is away, nobody is kept out", async () => {
  const nobody = openLimits("redis://127.0.0.1:1", "mine");
  opened.push(nobody);
  const app = await node(nobody);
  for (let request = 0; request < 5; request += 1) expect(await statusOf(app)).toBe(200);
});
