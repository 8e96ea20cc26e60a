import { startBareFanout } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import type { Throughput } from "./load/orders.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { type Options, sizeOf } from "./options.ts";
import { figuresOf, remarksOn, rowsOf, runPairs } from "./pairs.ts";
import { prepare, WARM_UP_SECONDS, warmUp } from "./relay.ts";
import { perCpuSecond, throughputRows } from "./relay-report.ts";
import { count, type Goal, lineOf, type Report } from "./report.ts";
import { readByAll } from "./servers.ts";

/** A visitor may send 50 messages a second [LI1]: as many chats as it then takes to keep the server busy. */
const CHATS_FOR_TEN = 500;
const CHATS_FOR_MORE = 100;
const GOAL: Goal = { better: "more", must: 0.6, aim: 0.8, unit: "/cpu·s" };

type Run = Throughput & { alone: Throughput };

/** Each message goes to so many agents who read the chat: deliveries a CPU second of the server process. */
export async function runFanout(name: string, agents: number, options: Options): Promise<Report> {
  const size = sizeOf(options, { visitors: agents > 10 ? CHATS_FOR_MORE : CHATS_FOR_TEN, agents });
  await using sides = new AsyncDisposableStack();
  const ours = await prepare(sides, readByAll(await startCauserie(size, options.profile)));
  const ceiling = await prepare(sides, await startBareFanout(size));
  await warmUp([ours, ceiling], options);
  const pairs = await runPairs(
    options,
    { ours: () => run(ours, options), ceiling: () => run(ceiling, options) },
    (pair) =>
      `${count(perCpuSecond(pair.ours))} against ${count(perCpuSecond(pair.ceiling))} deliveries a cpu·s`,
  );
  return {
    name,
    lines: [lineOf(name, figuresOf(pairs, perCpuSecond), GOAL)],
    setting:
      `${count(size.visitors)} chats, each read by ${size.agents} agents, 200-byte messages, deliveries, ` +
      `medians of ${pairs.length} pairs of ${options.seconds} s`,
    details: [
      ...throughputRows(pairs),
      rowsOf(pairs)(
        "deliveries a cpu·s where one chat alone is written in",
        ({ alone }) => perCpuSecond(alone),
        count,
      ),
    ],
    remarks: remarksOn(pairs, perCpuSecond),
  };
}

/** All chats at once, as on a busy day; and one alone, where each message has a commit of its own. */
async function run(load: LoadGenerator, { seconds }: Options): Promise<Run> {
  const stretch = { warmUpSeconds: WARM_UP_SECONDS, seconds };
  return {
    ...(await load.throughput(stretch)),
    alone: await load.throughput({ ...stretch, seconds: 1, chats: 1 }),
  };
}
