import { startBareIdle } from "./bare-server.ts";
import { startCauserie } from "./causerie-server.ts";
import type { Spent } from "./load/orders.ts";
import { LoadGenerator } from "./load-generator.ts";
import { residentBytes } from "./memory.ts";
import { type Options, sizeOf } from "./options.ts";
import { coreRows, figuresOf, type Pair, rangeRow, remarksOn, rowsOf, runPairs } from "./pairs.ts";
import { count, figure, type Goal, lineOf, type Report } from "./report.ts";
import type { LoadedServer } from "./servers.ts";

/** As many come first, unmeasured: code is compiled, pools and caches are filled. */
const SIZE = { visitors: 2000, agents: 1 };
const SETTLE_SECONDS = 2;
const MEMORY: Goal = { better: "less", must: 2.5, aim: 1.8, unit: "kB" };
const CPU: Goal = { better: "less", must: 3, aim: 2, unit: "ms" };

/** `bytes`: by which the server's resident memory grew in the stretch. */
type Run = Spent & { visitors: number; bytes: number };

const kilobytes = ({ bytes, visitors }: Run) => bytes / visitors / 1000;
const cpuMs = ({ serverCpu, visitors }: Run) => (serverCpu * 1000) / visitors;

/** What a visitor who only looks costs: fresh servers on both sides for each pair, measured from n to 2n visitors. */
export async function runIdleVisitors(options: Options): Promise<Report> {
  const { visitors } = sizeOf(options, SIZE);
  const pairs = await runPairs(
    options,
    {
      ours: async () => run(await startCauserie({ visitors: 0, agents: 1 }, options.profile), visitors),
      ceiling: async () => run(await startBareIdle(), visitors),
    },
    ({ ours, ceiling }) =>
      `${figure(kilobytes(ours))} against ${figure(kilobytes(ceiling))} kB, ` +
      `${figure(cpuMs(ours))} against ${figure(cpuMs(ceiling))} ms of CPU a visitor`,
  );
  return report(pairs, visitors);
}

async function run(server: LoadedServer, visitors: number): Promise<Run> {
  const load = new LoadGenerator(server.name);
  try {
    return await grow(server, load, visitors);
  } finally {
    await load.stop();
    await server.stop();
  }
}

async function grow(server: LoadedServer, load: LoadGenerator, visitors: number): Promise<Run> {
  const { target } = server;
  const memory = async () => {
    await server.collectGarbage();
    return residentBytes(target.serverPid);
  };
  await load.arrive({ target, visitors, settleSeconds: SETTLE_SECONDS });
  const before = await memory();
  const spent = await load.arrive({ target, visitors, settleSeconds: SETTLE_SECONDS });
  return { ...spent, visitors, bytes: (await memory()) - before };
}

function report(pairs: readonly Pair<Run>[], visitors: number): Report {
  const row = rowsOf(pairs);
  return {
    name: "idle-visitors",
    lines: [
      lineOf("idle-memory", figuresOf(pairs, kilobytes), MEMORY),
      lineOf("connect-cpu", figuresOf(pairs, cpuMs), CPU),
    ],
    setting:
      `from ${count(visitors)} to ${count(2 * visitors)} visitors who are new and stay silent, fresh servers for each of ` +
      `${pairs.length} pairs; memory after ${SETTLE_SECONDS} s and a full garbage collection on both sides`,
    details: [
      row("memory a visitor, kB", kilobytes, figure),
      rangeRow(pairs, kilobytes, figure),
      row("server's cpu a visitor, ms", cpuMs, figure),
      rangeRow(pairs, cpuMs, figure),
      row("PostgreSQL's cpu a visitor, ms", (run) => (run.databaseCpu * 1000) / run.visitors, figure),
      row("load generator's cpu a visitor, ms", (run) => (run.loadCpu * 1000) / run.visitors, figure),
      ...coreRows(pairs),
    ],
    remarks: remarksOn(pairs, cpuMs),
  };
}
