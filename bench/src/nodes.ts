import { startRedis } from "../../apps/server/src/platform/bus/testing/redis-server.ts";
import { paceOf } from "./crowd.ts";
import { hireAgents, type Staff } from "./hire.ts";
import type { Target } from "./load/orders.ts";
import { type Options, sizeOf } from "./options.ts";
import { count, type Goal, lineOf, type Report } from "./report.ts";
import { ServerProcess } from "./server-process.ts";
import { type SharedPostgres, startSharedPostgres } from "./shared-postgres.ts";
import { openSite } from "./site.ts";
import { siteDetails, siteRemarks } from "./site-report.ts";
import { percentile } from "./statistics.ts";

const NODES = 4;
const SIZE = { visitors: 60_000, agents: 200 };
/** Of 60,000 visitors, 10,000 are in chats. */
const CHATTING = 1 / 6;
const GOAL: Goal = { better: "less", must: null, aim: 100, unit: "ms" };

/** One account on several nodes, its visitors and agents anywhere: whether it holds, and how long a message takes. */
export async function runNodes(options: Options): Promise<Report> {
  const { visitors, agents } = sizeOf(options, SIZE);
  const chats = Math.round(visitors * CHATTING);
  await using stack = new AsyncDisposableStack();
  const nodes = await startNodes(stack, { visitors, agents }, options.profile);
  const site = await openSite(stack, nodes, { visitors, chats });
  const browsing = paceOf(options);
  console.log(`they browse and write for ${browsing.warmUpSeconds + browsing.seconds} s …`);
  const run = await site.browse(browsing);
  return {
    name: "nodes",
    lines: [lineOf("nodes", { ours: percentile(run.toAgents, 0.95) }, GOAL)],
    setting:
      `${count(visitors)} visitors (a page each ${browsing.secondsAPage} s), ${count(chats)} chats (a message each ` +
      `${browsing.secondsAMessage} s each way), ${agents} agents watching the visitor list, ${NODES} nodes, ` +
      `${browsing.seconds} s; p95 from visitor to agent`,
    details: siteDetails(
      run,
      nodes.map(({ serverPid }) => serverPid),
    ),
    remarks: siteRemarks(run),
  };
}

async function startNodes(
  stack: AsyncDisposableStack,
  size: { visitors: number; agents: number },
  profile: string | null,
): Promise<Target[]> {
  const postgres = await startSharedPostgres();
  stack.defer(postgres.stop);
  const redis = await startRedis();
  stack.defer(redis.stop);
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, DATA_DIR: postgres.dataDir };
  const first = await startNode(stack, env, profile);
  const staff = await hireAgents(first.url, size.agents);
  const others = Array.from({ length: NODES - 1 }, () => startNode(stack, env, profile));
  return [first, ...(await Promise.all(others))].map((node) =>
    targetOf(node, postgres, staff, size.visitors),
  );
}

export async function startNode(
  stack: AsyncDisposableStack,
  env: Record<string, string>,
  profile: string | null,
): Promise<ServerProcess> {
  const node = await ServerProcess.spawn(env, profile);
  stack.defer(() => node.stop());
  await node.ready();
  return node;
}

export function targetOf(
  node: ServerProcess,
  { dataDir }: SharedPostgres,
  staff: Staff,
  visitors: number,
): Target {
  return { ...node.target(dataDir), visitors, readers: "one", ...staff };
}
