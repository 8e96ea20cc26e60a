import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "../statistics.ts";
import type { Crowd } from "./crowd.ts";
import type { Latency, Order, Spent, Target, Throughput } from "./orders.ts";
import { spentBetween, spentSoFar } from "./spent.ts";

export async function measureThroughput(
  crowd: Crowd,
  target: Target,
  { warmUpSeconds, seconds }: Extract<Order, { kind: "throughput" }>,
): Promise<Throughput> {
  crowd.onAck = (visitor) => crowd.send(visitor);
  for (let visitor = 0; visitor < crowd.size; visitor += 1) crowd.send(visitor);
  await wait(warmUpSeconds * 1000);
  const before = sample(crowd, target);
  await wait(seconds * 1000);
  const after = sample(crowd, target);
  crowd.onAck = () => undefined;
  await crowd.settled();
  return between(before, after);
}

type Sample = { delivered: number; spent: Spent };

/** All in one go, so that messages and CPU times belong together. */
function sample(crowd: Crowd, target: Target): Sample {
  return { delivered: crowd.deliveredTotal, spent: spentSoFar(target) };
}

function between(before: Sample, after: Sample): Throughput {
  const delivered = after.delivered - before.delivered;
  if (delivered === 0) throw new Error("nothing was delivered in the measured stretch");
  return { delivered, ...spentBetween(before.spent, after.spent) };
}

export async function measureLatency(
  crowd: Crowd,
  { warmUpSeconds, seconds, perSecond }: Extract<Order, { kind: "latency" }>,
): Promise<Latency> {
  const dueAt: number[][] = Array.from({ length: crowd.size }, () => []);
  const startMs = performance.now();
  const countFromMs = startMs + warmUpSeconds * 1000;
  const latencies: number[] = [];
  crowd.onDelivery = (visitor) => {
    const due = dueAt[visitor]?.shift() ?? Number.NaN;
    if (due >= countFromMs) latencies.push(performance.now() - due);
  };
  await sendEvenly(crowd, { startMs, perSecond, count: (warmUpSeconds + seconds) * perSecond }, dueAt);
  await crowd.settled();
  crowd.onDelivery = () => undefined;
  if (latencies.length === 0) throw new Error("nothing was delivered in the measured stretch");
  return {
    messages: latencies.length,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}

type Schedule = { startMs: number; perSecond: number; count: number };

/** Visitors take turns. What is late counts from when it was due, or a stalled sender would hide a stalled server. */
async function sendEvenly(
  crowd: Crowd,
  { startMs, perSecond, count }: Schedule,
  dueAt: number[][],
): Promise<void> {
  for (let sent = 0; sent < count; ) {
    const dueByNow = Math.min(count, Math.floor(((performance.now() - startMs) * perSecond) / 1000));
    for (; sent < dueByNow; sent += 1) {
      const visitor = sent % crowd.size;
      dueAt[visitor]?.push(startMs + ((sent + 1) * 1000) / perSecond);
      crowd.send(visitor);
    }
    await wait(1);
  }
}
