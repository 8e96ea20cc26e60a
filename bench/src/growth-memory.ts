import { startBareIdle } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import { LoadGenerator } from "./load-generator.ts";
import { residentBytes } from "./memory.ts";
import type { Options } from "./options.ts";
import { type Point, writePlot } from "./plot.ts";
import { count, figure, type Report } from "./report.ts";
import type { LoadedServer } from "./servers.ts";

const VISITORS = [0, 1000, 2500, 5000, 10_000, 15_000, 19_000];
const SETTLE_SECONDS = 2;

/** Memory of one process against how many visitors look at a page. */
export async function runGrowthMemory(options: Options): Promise<Report> {
  const steps = VISITORS.filter((each) => each <= (options.visitors ?? Number.POSITIVE_INFINITY));
  const bare = await memoryOf(await startBareIdle(), steps);
  const ours = await memoryOf(await startCauserie({ visitors: 0, agents: 1 }, options.profile), steps);
  const shown = (points: readonly Point[], index: number) => `${figure(points[index]?.y ?? Number.NaN)} MB`;
  return {
    name: "growth-memory",
    lines: [],
    setting:
      "resident memory of the server process after a full garbage collection, visitors who stay silent, bare server beside",
    details: steps.map((visitors, index) => ({
      label: `${count(visitors)} visitors`,
      ours: shown(ours, index),
      ceiling: shown(bare, index),
    })),
    remarks: [plot(ours, bare)],
  };
}

async function memoryOf(server: LoadedServer, steps: readonly number[]): Promise<Point[]> {
  await using stack = new AsyncDisposableStack();
  stack.defer(server.stop);
  const load = new LoadGenerator(server.name);
  stack.defer(() => load.stop());
  const { target } = server;
  const points: Point[] = [];
  for (const visitors of steps) {
    const more = visitors - (points.at(-1)?.x ?? 0);
    await load.arrive({ target, visitors: more, settleSeconds: SETTLE_SECONDS });
    await server.collectGarbage();
    points.push({ x: visitors, y: residentBytes(target.serverPid) / 1e6 });
    console.log(`${server.name}, ${count(visitors)} visitors: ${figure(points.at(-1)?.y ?? Number.NaN)} MB`);
  }
  return points;
}

function plot(ours: readonly Point[], bare: readonly Point[]): string {
  return writePlot("growth-memory", {
    title: "Memory against the number of visitors",
    x: { label: "visitors on one process" },
    y: { label: "resident memory of the server process, MB" },
    series: [
      { name: "Causerie", points: ours },
      { name: "bare ws server", points: bare },
    ],
  });
}
