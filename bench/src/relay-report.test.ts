import { expect, test } from "vitest";
import { readOptions } from "./options.ts";
import type { Pair } from "./pairs.ts";
import { type Run, relayReport } from "./relay-report.ts";

const size = { visitors: 1000, agents: 20 };

function run(perCpuSecond: number, changes: Partial<Run> = {}): Run {
  return {
    delivered: 4 * perCpuSecond,
    seconds: 5,
    serverCpu: 4,
    databaseCpu: 1,
    loadCpu: 2,
    machineCpu: 7,
    latency: { messages: 10_000, p50Ms: 1.5, p99Ms: 12, longestMs: 20 },
    ...changes,
  };
}

const pairs: Pair<Run>[] = [
  { ours: run(10_000), ceiling: run(20_000) },
  { ours: run(16_000), ceiling: run(20_000) },
  { ours: run(5_000), ceiling: run(5_000) },
];

test("figures are medians, and the ratio is the median of the pairs' own", () => {
  const { lines } = relayReport(pairs, readOptions([]), size);
  expect(lines[0]).toMatchObject({ name: "relay", ours: 10_000, ceiling: 20_000, ratio: 0.8, met: true });
});

test("the delays at 2,000 messages a second are lines of their own", () => {
  const slow = pairs.map(({ ceiling }) => ({
    ours: run(10_000, { latency: { messages: 10_000, p50Ms: 6, p99Ms: 41, longestMs: 90 } }),
    ceiling,
  }));
  expect(relayReport(slow, readOptions([]), size).lines.slice(1)).toMatchObject([
    { name: "p50-at-2000", ours: 6, ceiling: 1.5, ratio: 4, met: true },
    { name: "p99-at-2000", ours: 41, ceiling: null, ratio: null, met: false },
    { name: "p99-at-2000-to-bare", ours: 41, ceiling: 12, met: true },
  ]);
});

test("a quiet run has one remark, about noise; a busy load generator and a busy machine are said", () => {
  expect(relayReport(pairs, readOptions([]), size).remarks).toEqual([
    "Ratios of the pairs: 0.50 – 1.00. Noise: the ceiling's highest and lowest lie 75 % of its median apart.",
  ]);
  const busy = pairs.map(({ ours }) => ({ ours, ceiling: run(20_000, { loadCpu: 4.5, machineCpu: 12 }) }));
  const remarks = relayReport(busy, readOptions([]), size).remarks.join("\n");
  expect(remarks).toContain('The load generator of "ceiling" used 90 % of a core');
  expect(remarks).not.toContain('"ours"');
  expect(remarks).toContain("Other programs used 0.5 cores");
});
