import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../testing/postgres.ts";
import { prometheusMetrics } from "../metrics/prometheus.ts";
import { createJobs } from "./jobs.ts";

type Data = { name: string };

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

test("[OP2] attempts at jobs are counted as done and failed, and those given up after the last of them", async () => {
  const metrics = prometheusMetrics();
  const log = pino({ level: "silent" });
  const jobs = createJobs({ connectionString: fresh.connectionString, log, metrics });
  const attempts: string[] = [];
  const settled = { "second try": Promise.withResolvers<void>(), never: Promise.withResolvers<void>() };
  const queue = jobs.queue<Data>({
    name: "letters",
    retry: { limit: 1, delaySeconds: 1, longestDelaySeconds: 1 },
    work: async ({ data: { name } }) => {
      attempts.push(name);
      const isFirst = attempts.filter((one) => one === name).length === 1;
      if (name === "never" || isFirst) throw new Error("not now");
      settled["second try"].resolve();
    },
    gaveUp: async () => settled.never.resolve(),
  });
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  jobs.onReady(resolve);
  jobs.start();
  await ready;
  for (const name of ["second try", "never"])
    expect(await queue.add(fresh.pool, randomUUID(), { name })).toBe(true);
  await Promise.all([settled["second try"].promise, settled.never.promise]);
  await jobs.stop();
  const told = (await metrics.text()).split("\n").filter((line) => line.startsWith("causerie_jobs_total{"));
  expect(told.sort()).toEqual([
    'causerie_jobs_total{queue="letters",outcome="done"} 1',
    'causerie_jobs_total{queue="letters",outcome="failed"} 3',
    'causerie_jobs_total{queue="letters",outcome="gave-up"} 1',
  ]);
});
