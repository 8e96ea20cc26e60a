import { expect, test } from "vitest";
import { readOptions } from "./options.ts";
import { type Pair, type Run, relayReport } from "./relay-report.ts";

function run(perCpuSecond: number, changes: Partial<Run> = {}): Run {
  return {
    delivered: 4 * perCpuSecond,
    seconds: 5,
    serverCpu: 4,
    databaseCpu: 1,
    loadCpu: 2,
    machineCpu: 7,
    latency: { messages: 10_000, p50Ms: 1.5, p99Ms: 12 },
    ...changes,
  };
}

const pairs: Pair[] = [
  { ours: run(10_000), ceiling: run(20_000) },
  { ours: run(16_000), ceiling: run(20_000) },
  { ours: run(5_000), ceiling: run(5_000) },
];

test("figures are medians, and the ratio is the median of the pairs' own", () => {
  const { line } = relayReport(pairs, readOptions([]));
  expect(line).toEqual({
    name: "relay",
    ours: 10_000,
    ceiling: 20_000,
    ratio: 0.8,
    must: 0.5,
    aim: 0.8,
    met: true,
  });
});

test("a quiet run has one remark, about noise; a busy load generator and a busy machine are said", () => {
  expect(relayReport(pairs, readOptions([])).remarks).toEqual([
    "Ratios of the pairs: 0.50 – 1.00. Noise: the ceiling's highest and lowest lie 75 % of its median apart.",
  ]);
  const busy = pairs.map(({ ours }) => ({ ours, ceiling: run(20_000, { loadCpu: 4.5, machineCpu: 12 }) }));
  const remarks = relayReport(busy, readOptions([])).remarks.join("\n");
  expect(remarks).toContain('The load generator of "ceiling" used 90 % of a core');
  expect(remarks).not.toContain('"ours"');
  expect(remarks).toContain("Other programs used 0.5 cores");
});
