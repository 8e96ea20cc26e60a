import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bus } from "../platform/bus/bus.ts";
import { redisBus } from "../platform/bus/redis.ts";
import { startRedis, type TestRedis } from "../platform/bus/testing/redis-server.ts";
import { AcrossNodes } from "./across-nodes.ts";
import { OnSite } from "./on-site.ts";
import { agentOn, rowsOf } from "./testing/nodes.ts";
import { arrive, type TestWatcher } from "./testing/watched.ts";
import { TICK_MS, Windows } from "./windows.ts";

let redis: TestRedis;
const buses: Bus[] = [];
const ticking: NodeJS.Timeout[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const timer of ticking) clearInterval(timer);
  await Promise.all(buses.map((bus) => bus.close()));
  await redis.stop();
});

test("[VI18] Redis is stopped, emptied and started: who came, changed and left meanwhile is right by itself", async () => {
  const [one, other] = [startNode(), startNode()];
  const agents = [agentOn(one), agentOn(other)];
  const ada = arrive(one.onSite, "Ada");
  const bea = arrive(other.onSite, "Bea");
  await eventually(agents, ["Ada Start", "Bea Start"]);
  await redis.stop();
  ada.showPage({ url: "https://x/hats", title: "Hats" });
  arrive(one.onSite, "Cy");
  bea.leave();
  await until(() => other.bus.others().size === 0 && one.bus.others().size === 0);
  await redis.start();
  await eventually(agents, ["Ada Hats", "Cy Start"]);
});

function startNode() {
  const bus = redisBus({
    url: redis.url,
    channel: "visitors",
    secret: "of the tests",
    log: pino({ level: "silent" }),
  });
  const onSite = new OnSite(Date.now, { placeOf: async () => null });
  const windows = new Windows(onSite);
  const acrossNodes = new AcrossNodes({ bus, onSite, windows });
  buses.push(bus);
  ticking.push(
    setInterval(() => {
      onSite.sweep();
      windows.tick();
      acrossNodes.tick();
    }, TICK_MS),
  );
  return { bus, onSite, windows, acrossNodes, nodeId: bus.nodeId };
}

async function eventually(agents: readonly TestWatcher[], expected: readonly string[]): Promise<void> {
  const seen = (agent: TestWatcher) => rowsOf(agent).map(({ name, page }) => `${name} ${page.title}`);
  for (const agent of agents) await until(() => seen(agent).sort().join() === expected.join());
  for (const { counts } of agents) expect(counts.at(-1)).toBe(expected.length);
}

/** Waits for what no event tells; the test's own time-out is the limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
