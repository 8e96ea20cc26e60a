import type { ChildProcess } from "node:child_process";
import { startCauserie } from "./causerie-server.ts";
import type { FlooderAnswer } from "./flooder.ts";
import type { Flooded, FloodPlan } from "./load/flood.ts";
import type { Latency, Target } from "./load/orders.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { type Options, type Size, sizeOf } from "./options.ts";
import { figuresOf, medians, type Pair, rowsOf, runPairs } from "./pairs.ts";
import { nextMessage, startProgram, stopProcess } from "./processes.ts";
import { prepare, WARM_UP_SECONDS, warmUp } from "./relay.ts";
import { count, figure, type Goal, lineOf, type Report } from "./report.ts";

const SIZE: Size = { visitors: 300, agents: 10 };
const PER_SECOND = 1000;
/** What others may notice of it. */
const GOAL: Goal = { better: "less", must: 3, aim: 1.5, unit: "ms" };

type Plan = Omit<FloodPlan, "url" | "key">;
type Run = Latency & { flooded: Flooded };

const NOTHING: Flooded = { sent: 0, acked: 0, seconds: 1 };

/** The others' p99 while one visitor sends all that ten sockets take, to what it is without. */
export function runFlood(options: Options): Promise<Report> {
  return run("flood", { visitors: 1, sockets: 10, what: "everything" }, options);
}

/** Messages' p99 while 500 visitors look at ten pages a second each, to what it is without. */
export function runPageStorm(options: Options): Promise<Report> {
  return run("page-storm", { visitors: 500, sockets: 1, what: { pagesPerSecond: 10 } }, options);
}

async function run(name: string, plan: Plan, options: Options): Promise<Report> {
  const size = sizeOf(options, SIZE);
  await using sides = new AsyncDisposableStack();
  const server = await startCauserie(size, options.profile);
  const load = await prepare(sides, server);
  await warmUp([load], options);
  const pairs = await runPairs(
    options,
    {
      ours: () => underFlood(server.target, plan, () => latency(load, options)),
      ceiling: async () => ({ ...(await latency(load, options)), flooded: NOTHING }),
    },
    ({ ours, ceiling }) => `p99 ${figure(ours.p99Ms)} ms under it, ${figure(ceiling.p99Ms)} ms without`,
  );
  return {
    name,
    lines: [
      lineOf(
        name,
        figuresOf(pairs, ({ p99Ms }) => p99Ms),
        GOAL,
      ),
    ],
    setting:
      `${count(size.visitors)} visitors to ${size.agents} agents at ${count(PER_SECOND)} messages a second, under the ` +
      `flood and without it, p99 from visitor to agent, medians of ${pairs.length} pairs of ${options.seconds} s`,
    details: detailsOf(pairs),
    remarks: ["The flooder takes CPU of the same machine: what it takes is in the figure."],
  };
}

function detailsOf(pairs: readonly Pair<Run>[]): Report["details"] {
  const row = rowsOf(pairs);
  const rate = (pick: (flooded: Flooded) => number) => (run: Run) => pick(run.flooded) / run.flooded.seconds;
  return [
    row("p50, ms", ({ p50Ms }) => p50Ms, figure),
    row("p99, ms", ({ p99Ms }) => p99Ms, figure),
    row(
      "frames a second that the flooder got rid of",
      rate(({ sent }) => sent),
      count,
    ),
    row(
      "messages a second of the flooder that were stored",
      rate(({ acked }) => acked),
      count,
    ),
    {
      label: "messages that were measured",
      ours: count(medians(pairs, ({ messages }) => messages).ours),
      ceiling: count(medians(pairs, ({ messages }) => messages).ceiling),
    },
  ];
}

function latency(load: LoadGenerator, { seconds }: Options): Promise<Latency> {
  return load.latency({ warmUpSeconds: WARM_UP_SECONDS, seconds, perSecond: PER_SECOND });
}

async function underFlood(target: Target, plan: Plan, measure: () => Promise<Latency>): Promise<Run> {
  const flooder = startProgram(new URL("./flooder.ts", import.meta.url));
  try {
    await ask(flooder, {
      ...plan,
      url: `ws://127.0.0.1:${target.port}${target.visitorPath}`,
      key: target.key,
    });
    const measured = await measure();
    const ended = await ask(flooder, "end");
    if (ended.kind !== "ended") throw new Error(`the flooder said ${ended.kind} when it was to end`);
    return { ...measured, flooded: ended.result };
  } finally {
    await stopProcess(flooder, 2000);
  }
}

async function ask(flooder: ChildProcess, order: FloodPlan | "end"): Promise<FlooderAnswer> {
  const answer = nextMessage<FlooderAnswer>(flooder, "the flooder");
  flooder.send(order);
  const given = await answer;
  if (given.kind === "failed") throw new Error(`the flooder: ${given.message}`);
  return given;
}
