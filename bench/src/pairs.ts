import type { Spent } from "./load/orders.ts";
import type { Options } from "./options.ts";
import { type Detail, percent } from "./report.ts";
import { median, spread } from "./statistics.ts";

/** Ours and its ceiling, one right after the other. */
export type Pair<Run> = Readonly<{ ours: Run; ceiling: Run }>;
export type Sides = Pair<number>;
type Runs<Run> = Pair<() => Promise<Run>>;

/** A load generator that needs more of its core than this may be what limits the run. */
const BUSY_LOAD = 0.85;
/** What others on the machine may use before the figures are worth a second look. */
const QUIET_CORES = 0.3;

/** In turns; who goes first changes from pair to pair. */
export async function runPairs<Run>(
  { pairs: wanted }: Pick<Options, "pairs">,
  runs: Runs<Run>,
  progress: (pair: Pair<Run>) => string,
): Promise<Pair<Run>[]> {
  const pairs: Pair<Run>[] = [];
  while (pairs.length < wanted) {
    const pair = await runPair(runs, pairs.length % 2 === 0);
    pairs.push(pair);
    console.log(`${pairs.length}/${wanted}: ${progress(pair)}`);
  }
  return pairs;
}

async function runPair<Run>({ ours, ceiling }: Runs<Run>, isOursFirst: boolean): Promise<Pair<Run>> {
  if (isOursFirst) return { ours: await ours(), ceiling: await ceiling() };
  const first = await ceiling();
  return { ours: await ours(), ceiling: first };
}

/** The figure of a line: the medians of both sides, and the median of the pairs' own ratios. */
export function figuresOf<Run>(pairs: readonly Pair<Run>[], pick: (run: Run) => number) {
  return { ...medians(pairs, pick), ratio: median(ratios(pairs, pick)) };
}

function ratios<Run>(pairs: readonly Pair<Run>[], pick: (run: Run) => number): number[] {
  return pairs.map(({ ours, ceiling }) => pick(ours) / pick(ceiling));
}

export function medians<Run>(pairs: readonly Pair<Run>[], pick: (run: Run) => number): Sides {
  return {
    ours: median(pairs.map(({ ours }) => pick(ours))),
    ceiling: median(pairs.map(({ ceiling }) => pick(ceiling))),
  };
}

export type Row<Run> = (label: string, pick: (run: Run) => number, show: (value: number) => string) => Detail;

/** Makes rows of medians. */
export function rowsOf<Run>(pairs: readonly Pair<Run>[]): Row<Run> {
  return (label, pick, show) => {
    const { ours, ceiling } = medians(pairs, pick);
    return { label, ours: show(ours), ceiling: show(ceiling) };
  };
}

export function rangeRow<Run>(
  pairs: readonly Pair<Run>[],
  pick: (run: Run) => number,
  show: (value: number) => string,
): Detail {
  const range = (side: keyof Pair<Run>) => {
    const values = pairs.map((pair) => pick(pair[side]));
    return `${show(Math.min(...values))} – ${show(Math.max(...values))}`;
  };
  return { label: "  lowest – highest", ours: range("ours"), ceiling: range("ceiling") };
}

/** How much of a core each process used. */
export function coreRows<Run extends Spent>(pairs: readonly Pair<Run>[]): Detail[] {
  const row = rowsOf(pairs);
  const cores = (value: number) => value.toFixed(2);
  return [
    row("cores: server process", (run) => run.serverCpu / run.seconds, cores),
    row("cores: PostgreSQL", (run) => run.databaseCpu / run.seconds, cores),
    row("cores: load generator", loadShare, cores),
    row("cores: everything else on the machine", otherCores, cores),
  ];
}

/** How far the pairs lie apart, and what may have kept the figures down. */
export function remarksOn<Run extends Spent>(
  pairs: readonly Pair<Run>[],
  pick: (run: Run) => number,
): string[] {
  const apart = ratios(pairs, pick);
  const noise = spread(pairs.map(({ ceiling }) => pick(ceiling)));
  return [
    `Ratios of the pairs: ${Math.min(...apart).toFixed(2)} – ${Math.max(...apart).toFixed(2)}. ` +
      `Noise: the ceiling's highest and lowest lie ${percent(noise)} of its median apart.`,
    ...busyLoadRemarks(medians(pairs, loadShare)),
    ...otherProgramsRemarks(medians(pairs, otherCores)),
  ];
}

function busyLoadRemarks(load: Sides): string[] {
  const busy = Object.entries(load).filter(([, share]) => share > BUSY_LOAD);
  return busy.map(
    ([name, share]) =>
      `The load generator of "${name}" used ${percent(share)} of a core, which may have kept messages a second ` +
      "down; messages a cpu·s count what the server used.",
  );
}

function otherProgramsRemarks({ ours, ceiling }: Sides): string[] {
  const other = Math.max(ours, ceiling);
  if (other <= QUIET_CORES) return [];
  return [
    `Other programs used ${other.toFixed(1)} cores meanwhile: repeat it on a quiet machine before you trust it.`,
  ];
}

function loadShare({ loadCpu, seconds }: Spent): number {
  return loadCpu / seconds;
}

/** Cores that nobody of ours used; below 0 by the clocks' rounding alone. */
function otherCores({ machineCpu, serverCpu, databaseCpu, loadCpu, seconds }: Spent): number {
  return Math.max(0, machineCpu - serverCpu - databaseCpu - loadCpu) / seconds;
}
