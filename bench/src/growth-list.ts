import { openWatchedSite, tickOf } from "./list-tick.ts";
import type { Options } from "./options.ts";
import { type Point, writePlot } from "./plot.ts";
import { count, figure, type Report } from "./report.ts";
import { median } from "./statistics.ts";

const VISITORS = [1000, 5000, 10_000, 19_000];
const WATCHERS = [10, 50, 100];
const TIMES = 3;

type Row = Readonly<{ watchers: number; points: Point[] }>;

/** The tick of the visitor list against how many are on the site and how many agents watch. */
export async function runGrowthList(options: Options): Promise<Report> {
  const sizes = VISITORS.filter((each) => each <= (options.visitors ?? Number.POSITIVE_INFINITY));
  const watchers = WATCHERS.filter((each) => each <= (options.agents ?? Number.POSITIVE_INFINITY));
  const rows: Row[] = watchers.map((each) => ({ watchers: each, points: [] }));
  for (const visitors of sizes) await measureAt(visitors, rows, options);
  return {
    name: "growth-list",
    lines: [],
    setting: "the server's time for a tick of the visitor list, 100 page views a second",
    details: rows.flatMap(({ watchers: each, points }) =>
      points.map(({ x, y }) => ({
        label: `${each} watchers, ${count(x)} visitors`,
        ours: `${figure(y)} ms`,
        ceiling: "",
      })),
    ),
    remarks: [plot(rows)],
  };
}

async function measureAt(
  visitors: number,
  rows: readonly Row[],
  { seconds, profile }: Options,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const most = Math.max(...rows.map(({ watchers }) => watchers));
  const site = await openWatchedSite(stack, visitors, most, profile);
  await tickOf(site, { visitors, watchers: most, seconds });
  for (const { watchers, points } of rows) {
    const ticks: number[] = [];
    while (ticks.length < TIMES) ticks.push((await tickOf(site, { visitors, watchers, seconds })).tickMs);
    points.push({ x: visitors, y: median(ticks) });
    console.log(`${count(visitors)} visitors, ${watchers} watchers: ${figure(median(ticks))} ms a tick`);
  }
}

function plot(rows: readonly Row[]): string {
  return writePlot("growth-list", {
    title: "A tick of the visitor list",
    x: { label: "visitors on the site" },
    y: { label: "time of a tick, ms" },
    series: rows.map(({ watchers, points }) => ({ name: `${watchers} watchers`, points })),
  });
}
