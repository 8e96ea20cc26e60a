import { startCauserie } from "./causerie-server.ts";
import type { Spent, Target } from "./load/orders.ts";
import { readMetrics } from "./metrics.ts";
import { type Options, sizeOf } from "./options.ts";
import { coreRows, figuresOf, type Pair, rangeRow, remarksOn, runPairs } from "./pairs.ts";
import { count, figure, type Goal, lineOf, type Report } from "./report.ts";
import { type OpenedSite, openSite } from "./site.ts";

const SIZE = { visitors: 19_000, agents: 60 };
const FEW = 1000;
/** Page views a second, however many visitors there are. */
const VIEWS_PER_SECOND = 100;
/** What of the line's stretch each run has. */
const SHARE_OF_SECONDS = 0.6;
/** Until whoever opens the list has it. */
const OPENING_SECONDS = 0.5;
const GOAL: Goal = { better: "less", must: 2, aim: 1.2, unit: "ms" };

/** `tickMs`: for how long a tick has the server's thread to itself, as the server counts it. */
export type TickRun = Spent & { tickMs: number };

export async function runListTick(options: Options): Promise<Report> {
  const { visitors, agents } = sizeOf(options, SIZE);
  const few = Math.min(FEW, visitors);
  await using stack = new AsyncDisposableStack();
  const large = await openWatchedSite(stack, visitors, agents, options.profile);
  const small = await openWatchedSite(stack, few, agents, null);
  const seconds = Math.ceil(options.seconds * SHARE_OF_SECONDS);
  // What is hot is compiled, and what the arrivals left to do is done.
  await tickOf(large, { visitors, watchers: agents, seconds });
  await tickOf(small, { visitors: few, watchers: agents, seconds });
  const pairs = await runPairs(
    options,
    {
      ours: () => tickOf(large, { visitors, watchers: agents, seconds }),
      ceiling: () => tickOf(small, { visitors: few, watchers: agents, seconds }),
    },
    ({ ours, ceiling }) =>
      `${figure(ours.tickMs)} ms a tick with ${count(visitors)} visitors, ${figure(ceiling.tickMs)} ms with ${count(few)}`,
  );
  return report(pairs, `${count(visitors)} visitors (ours) and ${count(few)} (ceiling)`, agents);
}

function report(pairs: readonly Pair<TickRun>[], who: string, agents: number): Report {
  const tickMs = (run: TickRun) => run.tickMs;
  return {
    name: "list-tick",
    lines: [lineOf("list-tick", figuresOf(pairs, tickMs), GOAL)],
    setting:
      `the server's time for a tick of the visitor list, ${agents} agents watching, ${VIEWS_PER_SECOND} page views a ` +
      `second: ${who}, medians of ${pairs.length} pairs`,
    details: [rangeRow(pairs, tickMs, figure), ...coreRows(pairs)],
    remarks: remarksOn(pairs, tickMs),
  };
}

type WatchedSite = OpenedSite & { target: Target };

export async function openWatchedSite(
  stack: AsyncDisposableStack,
  visitors: number,
  agents: number,
  profile: string | null,
): Promise<WatchedSite> {
  const { target, stop } = await startCauserie({ visitors, agents }, profile);
  stack.defer(stop);
  return { ...(await openSite(stack, [target], { visitors, chats: 0 })), target };
}

type Tick = { visitors: number; watchers: number; seconds: number };

export async function tickOf(site: WatchedSite, { visitors, watchers, seconds }: Tick): Promise<TickRun> {
  const pace = { warmUpSeconds: 0, secondsAPage: visitors / VIEWS_PER_SECOND, secondsAMessage: 1 };
  await site.watch(watchers);
  // A list that nobody had open is sorted when somebody opens it, which is no part of a tick.
  await site.browse({ ...pace, seconds: OPENING_SECONDS });
  const before = await ticksSoFar(site.target);
  const run = await site.browse({ ...pace, seconds });
  const after = await ticksSoFar(site.target);
  const [server] = run.nodes;
  if (!server || after.count === before.count) throw new Error("no list was told");
  const tickMs = ((after.seconds - before.seconds) * 1000) / (after.count - before.count);
  return { ...server, loadCpu: run.loadCpu, tickMs };
}

/** [docs/operate.md] */
async function ticksSoFar({ port }: Target): Promise<{ seconds: number; count: number }> {
  const metrics = await readMetrics(port);
  const of = (part: string) => metrics.get(`causerie_list_tick_seconds_${part}`) ?? Number.NaN;
  return { seconds: of("sum"), count: of("count") };
}
