import { startBareRelay } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import type { Options } from "./options.ts";
import { writePlot } from "./plot.ts";
import { prepare, WARM_UP_SECONDS, warmUp } from "./relay.ts";
import { perCpuSecond } from "./relay-report.ts";
import { count, type Report } from "./report.ts";
import type { LoadedServer } from "./servers.ts";
import { median } from "./statistics.ts";

const CHATS = [100, 300, 1000, 3000, 10_000];
const AGENTS = 20;
const STRETCHES = 3;

type Step = Readonly<{ chats: number; ours: number; bare: number }>;

/** Throughput against how many chats go on at once. */
export async function runGrowthChats(options: Options): Promise<Report> {
  const steps: Step[] = [];
  for (const chats of CHATS.filter((each) => each <= (options.visitors ?? Number.POSITIVE_INFINITY))) {
    const size = { visitors: chats, agents: Math.min(AGENTS, options.agents ?? AGENTS) };
    const bare = await throughputOf(await startBareRelay(size), options);
    const ours = await throughputOf(await startCauserie(size, options.profile), options);
    steps.push({ chats, ours, bare });
    console.log(`${count(chats)} chats: ${count(ours)} against ${count(bare)} messages a cpu·s`);
  }
  return {
    name: "growth-chats",
    lines: [],
    setting: `messages a CPU second of the server process, medians of ${STRETCHES} stretches of ${options.seconds} s, bare relay beside`,
    details: steps.map(({ chats, ours, bare }) => ({
      label: `${count(chats)} chats`,
      ours: count(ours),
      ceiling: count(bare),
    })),
    remarks: [plot(steps)],
  };
}

async function throughputOf(server: LoadedServer, options: Options): Promise<number> {
  await using side = new AsyncDisposableStack();
  const load = await prepare(side, server);
  await warmUp([load], options);
  const figures: number[] = [];
  while (figures.length < STRETCHES) {
    figures.push(
      perCpuSecond(await load.throughput({ warmUpSeconds: WARM_UP_SECONDS, seconds: options.seconds })),
    );
  }
  return median(figures);
}

function plot(steps: readonly Step[]): string {
  return writePlot("growth-chats", {
    title: "Throughput against the number of chats",
    x: { label: "chats at once", isLogarithmic: true },
    y: { label: "messages a CPU second of the server process" },
    series: [
      { name: "Causerie", points: steps.map(({ chats, ours }) => ({ x: chats, y: ours })) },
      { name: "bare ws relay", points: steps.map(({ chats, bare }) => ({ x: chats, y: bare })) },
    ],
  });
}
