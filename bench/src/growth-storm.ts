import { startCauserie } from "./causerie-server.ts";
import { LoadGenerator } from "./load-generator.ts";
import { type Options, sizeOf } from "./options.ts";
import { type Point, writePlot } from "./plot.ts";
import { count, type Detail, figure, type Goal, lineOf, type Report } from "./report.ts";
import type { LoadedServer } from "./servers.ts";
import { percentile } from "./statistics.ts";

const SIZE = { visitors: 10_000, agents: 20 };
const CHATS = 500;
/** In all chats together, while the others come back. */
const MESSAGES_PER_SECOND = 250;
const STRETCH_SECONDS = 30;
const QUICK_STRETCH_SECONDS = 5;
const BACK: Goal = { better: "less", must: 15, aim: null, unit: "s" };
const DELAY: Goal = { better: "less", must: 2000, aim: null, unit: "ms" };

/** All who look at a page lose their connection in one instant, while others go on chatting. */
export async function runStorm(options: Options): Promise<Report> {
  const { visitors, agents } = sizeOf(options, SIZE);
  await using stack = new AsyncDisposableStack();
  const chats = Math.min(CHATS, visitors);
  const server = await startCauserie({ visitors: chats, agents }, options.profile);
  stack.defer(server.stop);
  const { back, delays } = await storm(stack, server, visitors, options);
  return {
    name: "growth-storm",
    lines: [
      lineOf("storm-back", { ours: Math.max(...back) }, BACK),
      lineOf("storm-delay", { ours: delays.longestMs }, DELAY),
    ],
    setting:
      `${count(visitors)} visitors are cut off at once and come back, while ${count(chats)} chats go on with ` +
      `${MESSAGES_PER_SECOND} messages a second: until the last is welcomed, and the longest delay of a message`,
    details: details(back, delays),
    remarks: [plot(back)],
  };
}

type Delays = { p50Ms: number; p99Ms: number; longestMs: number };

async function storm(
  stack: AsyncDisposableStack,
  server: LoadedServer,
  visitors: number,
  { seconds }: Options,
) {
  const chatting = new LoadGenerator("the chats");
  const onlookers = new LoadGenerator("the visitors");
  for (const load of [chatting, onlookers]) stack.defer(() => load.stop());
  await chatting.connect(server.target);
  console.log(`${count(visitors)} visitors come …`);
  await onlookers.arrive({ target: server.target, visitors, settleSeconds: 2 });
  console.log("they are cut off …");
  const stretch = Math.min(STRETCH_SECONDS, Math.max(QUICK_STRETCH_SECONDS, 6 * seconds));
  const [delays, back] = await Promise.all([
    chatting.latency({ warmUpSeconds: 0, seconds: stretch, perSecond: MESSAGES_PER_SECOND }),
    onlookers.comeBack(server.target),
  ]);
  return { delays, back };
}

function details(back: readonly number[], delays: Delays): Detail[] {
  const detail = (label: string, ours: string): Detail => ({ label, ours, ceiling: "" });
  return [
    detail(
      "back, s: half / 99 % / all",
      [0.5, 0.99, 1].map((share) => figure(percentile(back, share))).join(" / "),
    ),
    detail(
      "messages meanwhile, ms: p50 / p99 / longest",
      [delays.p50Ms, delays.p99Ms, delays.longestMs].map(figure).join(" / "),
    ),
  ];
}

function plot(back: readonly number[]): string {
  const sorted = back.toSorted((a, b) => a - b);
  const steps = Array.from({ length: 41 }, (_, index) => Math.round((index / 40) * sorted.length));
  const points: Point[] = steps.map((there) => ({ x: there === 0 ? 0 : (sorted[there - 1] ?? 0), y: there }));
  return writePlot("growth-storm", {
    title: "A reconnect storm while chats go on",
    x: { label: "seconds since all were cut off" },
    y: { label: "visitors who are back" },
    series: [{ name: "back", points }],
  });
}
