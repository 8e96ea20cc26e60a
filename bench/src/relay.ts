import { startBareRelay } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import { LoadGenerator } from "./load-generator.ts";
import type { Options } from "./options.ts";
import { type Pair, type Run, relayReport } from "./relay-report.ts";
import type { LineReport } from "./report.ts";
import type { LoadedServer } from "./servers.ts";

/** The rate of the latency columns (figures: docs/performance.md). */
const LATENCY_PER_SECOND = 2000;
/** Before the first pair: until V8 has compiled what is hot, on both sides. */
const FIRST_WARM_UP_SECONDS = 5;
/** Before each measured stretch: until the closed loop is in its stride. */
const WARM_UP_SECONDS = 0.5;

/** Durable relay through the real server, in pairs with the bare one: messages a CPU second of the server process. */
export async function runRelay(options: Options): Promise<LineReport> {
  await using sides = new AsyncDisposableStack();
  const ours = await prepare(sides, await startCauserie(options, options.profile));
  const ceiling = await prepare(sides, await startBareRelay(options));
  for (const load of [ours, ceiling])
    await load.throughput({ warmUpSeconds: 0, seconds: firstWarmUp(options) });
  const pairs: Pair[] = [];
  for (let index = 0; index < options.pairs; index += 1) {
    pairs.push(await runPair({ ours, ceiling }, options, index % 2 === 0));
    console.log(progress(pairs.at(-1), index + 1, options.pairs));
  }
  return relayReport(pairs, options);
}

function firstWarmUp({ seconds }: Options): number {
  return Math.min(FIRST_WARM_UP_SECONDS, 2 * seconds);
}

async function prepare(sides: AsyncDisposableStack, server: LoadedServer): Promise<LoadGenerator> {
  sides.defer(server.stop);
  const load = new LoadGenerator(server.name);
  sides.defer(() => load.stop());
  await load.connect(server.target);
  return load;
}

type Loads = Readonly<{ ours: LoadGenerator; ceiling: LoadGenerator }>;

/** Who goes first changes from pair to pair. */
async function runPair({ ours, ceiling }: Loads, options: Options, isOursFirst: boolean): Promise<Pair> {
  if (isOursFirst) return { ours: await run(ours, options), ceiling: await run(ceiling, options) };
  const first = await run(ceiling, options);
  return { ours: await run(ours, options), ceiling: first };
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

function progress(pair: Pair | undefined, number: number, count: number): string {
  if (!pair) return "";
  const perCpu = ({ delivered, serverCpu }: Run) => Math.round(delivered / serverCpu);
  return `relay ${number}/${count}: ${perCpu(pair.ours)} against ${perCpu(pair.ceiling)} messages a cpu·s`;
}
