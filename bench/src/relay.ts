import { startBareRelay } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import { LoadGenerator } from "./load-generator.ts";
import { type Options, type Size, sizeOf } from "./options.ts";
import { runPairs } from "./pairs.ts";
import { perCpuSecond, type Run, relayReport } from "./relay-report.ts";
import { count, type Report } from "./report.ts";
import type { LoadedServer } from "./servers.ts";

const SIZE: Size = { visitors: 1000, agents: 20 };
/** The rate of the latency columns (figures: docs/performance.md). */
const LATENCY_PER_SECOND = 2000;
/** Before the first pair: until V8 has compiled what is hot, on both sides. */
const FIRST_WARM_UP_SECONDS = 5;
/** Before each measured stretch: until the closed loop is in its stride. */
export const WARM_UP_SECONDS = 0.5;

/** Durable relay through the real server, in pairs with the bare one: messages a CPU second of the server process. */
export async function runRelay(options: Options): Promise<Report> {
  const size = sizeOf(options, SIZE);
  await using sides = new AsyncDisposableStack();
  const ours = await prepare(sides, await startCauserie(size, options.profile));
  const ceiling = await prepare(sides, await startBareRelay(size));
  await warmUp([ours, ceiling], options);
  const pairs = await runPairs(
    options,
    { ours: () => run(ours, options), ceiling: () => run(ceiling, options) },
    (pair) =>
      `${count(perCpuSecond(pair.ours))} against ${count(perCpuSecond(pair.ceiling))} messages a cpu·s`,
  );
  return relayReport(pairs, options, size);
}

export async function warmUp(loads: readonly LoadGenerator[], { seconds }: Options): Promise<void> {
  const firstSeconds = Math.min(FIRST_WARM_UP_SECONDS, 2 * seconds);
  for (const load of loads) await load.throughput({ warmUpSeconds: 0, seconds: firstSeconds });
}

/** A load generator of its own, connected; both end with the run. */
export async function prepare(sides: AsyncDisposableStack, server: LoadedServer): Promise<LoadGenerator> {
  sides.defer(server.stop);
  const load = new LoadGenerator(server.name);
  sides.defer(() => load.stop());
  await load.connect(server.target);
  return load;
}

async function run(load: LoadGenerator, { seconds }: Options): Promise<Run> {
  const throughput = await load.throughput({ warmUpSeconds: WARM_UP_SECONDS, seconds });
  const latency = await load.latency({
    warmUpSeconds: WARM_UP_SECONDS,
    seconds,
    perSecond: LATENCY_PER_SECOND,
  });
  return { ...throughput, latency };
}
