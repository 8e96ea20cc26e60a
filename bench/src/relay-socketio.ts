import { startSocketIoRelay } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import { type Options, type Size, sizeOf } from "./options.ts";
import { figuresOf, remarksOn, runPairs } from "./pairs.ts";
import { prepare, WARM_UP_SECONDS, warmUp } from "./relay.ts";
import { perCpuSecond, throughputRows } from "./relay-report.ts";
import { count, type Goal, lineOf, type Report } from "./report.ts";

const SIZE: Size = { visitors: 1000, agents: 20 };
const GOAL: Goal = { better: "more", must: 0.8, aim: 1.2, unit: "/cpu·s" };

/** As `relay`, against the library that most would have taken. */
export async function runRelaySocketIo(options: Options): Promise<Report> {
  const size = sizeOf(options, SIZE);
  await using sides = new AsyncDisposableStack();
  const ours = await prepare(sides, await startCauserie(size, options.profile));
  const ceiling = await prepare(sides, await startSocketIoRelay(size));
  await warmUp([ours, ceiling], options);
  const stretch = { warmUpSeconds: WARM_UP_SECONDS, seconds: options.seconds };
  const pairs = await runPairs(
    options,
    { ours: () => ours.throughput(stretch), ceiling: () => ceiling.throughput(stretch) },
    (pair) =>
      `${count(perCpuSecond(pair.ours))} against ${count(perCpuSecond(pair.ceiling))} messages a cpu·s`,
  );
  return {
    name: "relay-socketio",
    lines: [lineOf("relay-socketio", figuresOf(pairs, perCpuSecond), GOAL)],
    setting:
      `${count(size.visitors)} visitors to ${size.agents} agents, 200-byte messages, Socket.IO without a store, ` +
      `medians of ${pairs.length} pairs of ${options.seconds} s`,
    details: throughputRows(pairs),
    remarks: remarksOn(pairs, perCpuSecond),
  };
}
