import { startCauserie } from "./causerie-server.ts";
import type { Spent } from "./load/orders.ts";
import { type Options, sizeOf } from "./options.ts";
import { coreRows, figuresOf, type Pair, rangeRow, remarksOn, runPairs } from "./pairs.ts";
import { count, figure, type Goal, lineOf, type Report } from "./report.ts";
import { type OpenedSite, openSite } from "./site.ts";

const SIZE = { visitors: 19_000, agents: 60 };
const FEW = 1000;
/** Page views a second, however many visitors there are. */
const VIEWS_PER_SECOND = 100;
/** The list is told four times a second at most. */
const TICKS_PER_SECOND = 4;
/** A part of the other lines' stretch: each run has two. */
const SHARE_OF_SECONDS = 0.6;
/** Until whoever opens the list has it. */
const OPENING_SECONDS = 0.5;
const GOAL: Goal = { better: "less", must: 2, aim: 1.2, unit: "ms" };

/** `tickMs`: CPU that the server needs for a tick of the watched list, over what it needs when nobody watches. */
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
      `the server's CPU for a tick of the visitor list, ${agents} agents watching, ${VIEWS_PER_SECOND} page views a ` +
      `second, over what the same costs when nobody watches: ${who}, medians of ${pairs.length} pairs`,
    details: [rangeRow(pairs, tickMs, figure), ...coreRows(pairs)],
    remarks: remarksOn(pairs, tickMs),
  };
}

export async function openWatchedSite(
  stack: AsyncDisposableStack,
  visitors: number,
  agents: number,
  profile: string | null,
): Promise<OpenedSite> {
  const server = await startCauserie({ visitors, agents }, profile);
  stack.defer(server.stop);
  return openSite(stack, [server.target], { visitors, chats: 0 });
}

type Tick = { visitors: number; watchers: number; seconds: number };

export async function tickOf(site: OpenedSite, { visitors, watchers, seconds }: Tick): Promise<TickRun> {
  const watched = await spentWith(site, watchers, visitors, seconds);
  const unwatched = await spentWith(site, 0, visitors, seconds);
  const perSecond = watched.serverCpu / watched.seconds - unwatched.serverCpu / unwatched.seconds;
  return { ...watched, tickMs: (perSecond * 1000) / TICKS_PER_SECOND };
}

async function spentWith(
  site: OpenedSite,
  watchers: number,
  visitors: number,
  seconds: number,
): Promise<Spent> {
  const pace = { warmUpSeconds: 0, secondsAPage: visitors / VIEWS_PER_SECOND, secondsAMessage: 1 };
  await site.watch(watchers);
  // A list that nobody had open is sorted when somebody opens it, which is no part of a tick.
  await site.browse({ ...pace, seconds: OPENING_SECONDS });
  const run = await site.browse({ ...pace, seconds });
  const [server] = run.nodes;
  if (!server) throw new Error("a site needs a node");
  return { ...server, loadCpu: run.loadCpu };
}
