import { availableParallelism } from "node:os";
import type { Browsed, Browsing, Spent, Target } from "./load/orders.ts";
import { spentBetween, spentSoFar } from "./load/spent.ts";
import { LoadGenerator } from "./load-generator.ts";
import { count } from "./report.ts";

/** Sockets a load generator holds at most: systems often allow a process 20,000 files. */
const SOCKETS_A_PROCESS = 16_000;

export type SiteSize = Readonly<{ visitors: number; chats: number }>;

/** What came through, of all load generators together, and what each node spent. */
export type SiteRun = Browsed & Readonly<{ loads: number; nodes: readonly Spent[] }>;

export type OpenedSite = Readonly<{
  browse: (browsing: Browsing) => Promise<SiteRun>;
  /** So many agents watch the visitor list from now on; at first all do. */
  watch: (watchers: number) => Promise<void>;
}>;

/** A site on one or more nodes, loaded by as many processes as its sockets need, each with its share of everybody. */
export async function openSite(
  stack: AsyncDisposableStack,
  nodes: readonly Target[],
  { visitors, chats }: SiteSize,
): Promise<OpenedSite> {
  const cookies = nodes[0]?.agentCookies ?? [];
  const shares = Math.max(availableParallelism(), Math.ceil((visitors + cookies.length) / SOCKETS_A_PROCESS));
  const loads = Array.from(
    { length: shares },
    (_, index) => new LoadGenerator(`load generator ${index + 1}`),
  );
  for (const load of loads) stack.defer(() => load.stop());
  console.log(`${count(visitors)} visitors come, ${count(chats)} chats begin; ${shares} load generators …`);
  const startMs = performance.now();
  await Promise.all(
    loads.map((load, index) =>
      load.openSite({
        nodes,
        visitors: share(visitors, shares, index),
        chats: share(chats, shares, index),
        agents: cookies.filter((_, agent) => agent % shares === index),
      }),
    ),
  );
  console.log(`everybody is there after ${Math.round((performance.now() - startMs) / 1000)} s`);
  return {
    browse: (browsing) => browse(loads, nodes, browsing),
    watch: async (watchers) => {
      await Promise.all(loads.map((load, index) => load.watch(share(watchers, shares, index))));
    },
  };
}

async function browse(
  loads: readonly LoadGenerator[],
  nodes: readonly Target[],
  browsing: Browsing,
): Promise<SiteRun> {
  const before = nodes.map(spentSoFar);
  const runs = await Promise.all(loads.map((load) => load.browse(browsing)));
  const spent = nodes.map((node, index) => {
    const start = before[index];
    return start ? spentBetween(start, spentSoFar(node)) : spentSoFar(node);
  });
  const sum = (pick: (run: Browsed) => number) => runs.reduce((total, run) => total + pick(run), 0);
  return {
    toAgents: runs.flatMap(({ toAgents }) => toAgents),
    toVisitors: runs.flatMap(({ toVisitors }) => toVisitors),
    pages: sum(({ pages }) => pages),
    seconds: Math.max(...runs.map(({ seconds }) => seconds)),
    loadCpu: sum(({ loadCpu }) => loadCpu),
    loads: loads.length,
    nodes: spent,
  };
}

function share(total: number, shares: number, index: number): number {
  return Math.floor(total / shares) + (index < total % shares ? 1 : 0);
}
