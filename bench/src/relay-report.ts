import type { Latency, Throughput } from "./load/orders.ts";
import type { Options, Size } from "./options.ts";
import { coreRows, figuresOf, type Pair, rangeRow, remarksOn, rowsOf } from "./pairs.ts";
import { count, type Detail, type Goal, lineOf, type Report } from "./report.ts";

const PER_CPU: Goal = { better: "more", must: 0.5, aim: 0.8, unit: "/cpu·s" };
const P50: Goal = { better: "less", must: 5, aim: 3, unit: "ms" };
const P99: Goal = { better: "less", must: 40, aim: 20, unit: "ms" };
const P99_TO_BARE: Goal = { better: "less", must: 4, aim: null, unit: "ms" };

export type Run = Throughput & { latency: Latency };

export function perCpuSecond({ delivered, serverCpu }: Throughput): number {
  return delivered / serverCpu;
}

export function relayReport(
  pairs: readonly Pair<Run>[],
  { pairs: wanted, seconds }: Options,
  { visitors, agents }: Size,
): Report {
  const p99 = figuresOf(pairs, ({ latency }) => latency.p99Ms);
  return {
    name: "relay",
    lines: [
      lineOf("relay", figuresOf(pairs, perCpuSecond), PER_CPU),
      lineOf(
        "p50-at-2000",
        figuresOf(pairs, ({ latency }) => latency.p50Ms),
        P50,
      ),
      lineOf("p99-at-2000", { ours: p99.ours }, P99),
      lineOf("p99-at-2000-to-bare", p99, P99_TO_BARE),
    ],
    setting:
      `${count(visitors)} visitors to ${agents} agents, 200-byte messages, ` +
      `medians of ${wanted} pairs of ${seconds} s`,
    details: [
      ...throughputRows(pairs),
      rangeOf("p99 at 2,000/s, ms: lowest – highest", pairs, ({ latency }) => latency.p99Ms),
    ],
    remarks: remarksOn(pairs, perCpuSecond),
  };
}

export function throughputRows(pairs: readonly Pair<Throughput>[]): Detail[] {
  const row = rowsOf(pairs);
  return [
    row("messages a cpu·s of the server", perCpuSecond, count),
    rangeRow(pairs, perCpuSecond, count),
    row(
      "the same, PostgreSQL's cpu added",
      (run) => run.delivered / (run.serverCpu + run.databaseCpu),
      count,
    ),
    row("messages a second", (run) => run.delivered / run.seconds, count),
    ...coreRows(pairs),
    row("messages a cpu·s of the load generator", (run) => run.delivered / run.loadCpu, count),
  ];
}

function rangeOf(label: string, pairs: readonly Pair<Run>[], pick: (run: Run) => number): Detail {
  return { ...rangeRow(pairs, pick, milliseconds), label };
}

function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}
