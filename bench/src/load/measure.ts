import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "../statistics.ts";
import type { Crowd } from "./crowd.ts";
import type { Latency, Order, Spent, Target, Throughput } from "./orders.ts";
import { spentBetween, spentSoFar } from "./spent.ts";

export async function measureThroughput(
  crowd: Crowd,
  target: Target,
  { warmUpSeconds, seconds, chats = crowd.size }: Extract<Order, { kind: "throughput" }>,
): Promise<Throughput> {
  crowd.onAck = (chat) => crowd.send(chat);
  for (let chat = 0; chat < chats; chat += 1) crowd.send(chat);
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
  const delays = await delaysOf(crowd, { warmUpSeconds, seconds, perSecond });
  if (delays.length === 0) throw new Error("nothing was delivered in the measured stretch");
  const at = (share: number) => percentile(delays, share);
  return { messages: delays.length, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: at(1) };
}

/** `firstChat`: with which the turns begin. */
export type Pace = { warmUpSeconds: number; seconds: number; perSecond: number; firstChat?: number };

/** The delays of messages sent at this pace, chats in turns: from when each was due to its arrival. */
export async function delaysOf(
  crowd: Crowd,
  { warmUpSeconds, seconds, perSecond, firstChat = 0 }: Pace,
): Promise<number[]> {
  const dueAt: number[][] = Array.from({ length: crowd.size }, () => []);
  const countFromMs = performance.now() + warmUpSeconds * 1000;
  const delays: number[] = [];
  crowd.onDelivery = (chat) => {
    const due = dueAt[chat]?.shift() ?? Number.NaN;
    if (due >= countFromMs) delays.push(performance.now() - due);
  };
  await doEvenly({ perSecond, count: Math.round((warmUpSeconds + seconds) * perSecond) }, (turn, dueMs) => {
    const chat = (firstChat + turn) % crowd.size;
    dueAt[chat]?.push(dueMs);
    crowd.send(chat);
  });
  await crowd.settled();
  crowd.onDelivery = () => undefined;
  return delays;
}

/** What is late counts from when it was due, or a stalled sender would hide a stalled server. */
export async function doEvenly(
  { perSecond, count }: { perSecond: number; count: number },
  act: (turn: number, dueMs: number) => void,
): Promise<void> {
  const startMs = performance.now();
  for (let done = 0; done < count; ) {
    const dueByNow = Math.min(count, Math.floor(((performance.now() - startMs) * perSecond) / 1000));
    for (; done < dueByNow; done += 1) act(done, startMs + ((done + 1) * 1000) / perSecond);
    await wait(1);
  }
}
