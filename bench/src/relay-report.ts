import type { Latency, Throughput } from "./load/orders.ts";
import type { Options } from "./options.ts";
import { count, type Detail, type LineReport, lineOf, percent } from "./report.ts";
import { median, spread } from "./statistics.ts";

const MUST = 0.5;
const AIM = 0.8;
/** A load generator that needs more of its core than this may be what limits the run. */
const BUSY_LOAD = 0.85;
/** What others on the machine may use before the figures are worth a second look. */
const QUIET_CORES = 0.3;

export type Run = Throughput & { latency: Latency };
export type Pair = Readonly<{ ours: Run; ceiling: Run }>;

type Sides = { ours: number; ceiling: number };
type Side = (pick: (run: Run) => number) => Sides;

const perCpuSecond = ({ delivered, serverCpu }: Run) => delivered / serverCpu;
const loadShare = ({ loadCpu, seconds }: Run) => loadCpu / seconds;

export function relayReport(pairs: readonly Pair[], { visitors, agents, seconds }: Options): LineReport {
  const side = (pick: (run: Run) => number) => ({
    ours: median(pairs.map(({ ours }) => pick(ours))),
    ceiling: median(pairs.map(({ ceiling }) => pick(ceiling))),
  });
  const ratio = median(pairs.map(ratioOf));
  return {
    line: lineOf({ name: "relay", ...side(perCpuSecond), ratio, must: MUST, aim: AIM }),
    setting:
      `${count(visitors)} visitors to ${agents} agents, 200-byte messages, ` +
      `medians of ${pairs.length} pairs of ${seconds} s`,
    details: details(pairs, side),
    remarks: remarks(pairs, { load: side(loadShare), others: side(otherCores) }),
  };
}

/** Cores that nobody of ours used; below 0 by the clocks' rounding alone. */
function otherCores({ machineCpu, serverCpu, databaseCpu, loadCpu, seconds }: Run): number {
  return Math.max(0, machineCpu - serverCpu - databaseCpu - loadCpu) / seconds;
}

function ratioOf({ ours, ceiling }: Pair): number {
  return perCpuSecond(ours) / perCpuSecond(ceiling);
}

function details(pairs: readonly Pair[], side: Side): Detail[] {
  const row = (label: string, pick: (run: Run) => number, show: (value: number) => string): Detail => {
    const { ours, ceiling } = side(pick);
    return { label, ours: show(ours), ceiling: show(ceiling) };
  };
  const cores = (value: number) => value.toFixed(2);
  return [
    row("messages a cpu·s of the server", perCpuSecond, count),
    { label: "  lowest – highest", ours: range(pairs, "ours"), ceiling: range(pairs, "ceiling") },
    row(
      "the same, PostgreSQL's cpu added",
      (run) => run.delivered / (run.serverCpu + run.databaseCpu),
      count,
    ),
    row("messages a second", (run) => run.delivered / run.seconds, count),
    row("cores: server process", (run) => run.serverCpu / run.seconds, cores),
    row("cores: PostgreSQL", (run) => run.databaseCpu / run.seconds, cores),
    row("cores: load generator", loadShare, cores),
    row("cores: everything else on the machine", otherCores, cores),
    row("messages a cpu·s of the load generator", (run) => run.delivered / run.loadCpu, count),
    row("p50 at 2,000/s, ms", ({ latency }) => latency.p50Ms, milliseconds),
    row("p99 at 2,000/s, ms", ({ latency }) => latency.p99Ms, milliseconds),
  ];
}

function range(pairs: readonly Pair[], name: keyof Pair): string {
  const values = pairs.map((pair) => perCpuSecond(pair[name]));
  return `${count(Math.min(...values))} – ${count(Math.max(...values))}`;
}

function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

function remarks(pairs: readonly Pair[], { load, others }: { load: Sides; others: Sides }): string[] {
  const ratios = pairs.map(ratioOf);
  const noise = spread(pairs.map(({ ceiling }) => perCpuSecond(ceiling)));
  const other = Math.max(others.ours, others.ceiling);
  const busy = Object.entries(load).filter(([, share]) => share > BUSY_LOAD);
  return [
    `Ratios of the pairs: ${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}. ` +
      `Noise: the ceiling's highest and lowest lie ${percent(noise)} of its median apart.`,
    ...busy.map(
      ([name, share]) =>
        `The load generator of "${name}" used ${percent(share)} of a core, which may have kept messages a second ` +
        "down; messages a cpu·s count what the server used.",
    ),
    ...(other > QUIET_CORES
      ? [
          `Other programs used ${other.toFixed(1)} cores meanwhile: repeat it on a quiet machine before you trust it.`,
        ]
      : []),
  ];
}
