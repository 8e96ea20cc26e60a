import { startCauserie } from "./causerie-server.ts";
import type { Browsing } from "./load/orders.ts";
import { type Options, sizeOf } from "./options.ts";
import { count, type Goal, lineOf, type Report } from "./report.ts";
import { openSite } from "./site.ts";
import { siteDetails, siteRemarks } from "./site-report.ts";
import { percentile } from "./statistics.ts";

const SIZE = { visitors: 19_000, agents: 200 };
/** Of 19,000 visitors, 4,000 are in chats. */
const CHATTING = 4 / 19;
const P95: Goal = { better: "less", must: 100, aim: null, unit: "ms" };
const P99: Goal = { better: "less", must: null, aim: 50, unit: "ms" };
const STRETCHES = 9;

/** Ten times a large account's ceiling on one process, for a while: how long a message takes to its agent. */
export async function runCrowd(options: Options): Promise<Report> {
  const { visitors, agents } = sizeOf(options, SIZE);
  const chats = Math.round(visitors * CHATTING);
  await using stack = new AsyncDisposableStack();
  const server = await startCauserie({ visitors, agents }, options.profile);
  stack.defer(server.stop);
  const site = await openSite(stack, [server.target], { visitors, chats });
  const browsing = paceOf(options);
  console.log(`they browse and write for ${browsing.warmUpSeconds + browsing.seconds} s …`);
  const run = await site.browse(browsing);
  return {
    name: "crowd",
    lines: [
      lineOf("crowd-p95", { ours: percentile(run.toAgents, 0.95) }, P95),
      lineOf("crowd-p99", { ours: percentile(run.toAgents, 0.99) }, P99),
    ],
    setting:
      `${count(visitors)} visitors (a page each ${browsing.secondsAPage} s), ${count(chats)} chats (a message each ` +
      `${browsing.secondsAMessage} s each way), ${agents} agents watching the visitor list, one server process, ` +
      `${browsing.seconds} s; delays from visitor to agent`,
    details: siteDetails(run, [server.target.serverPid]),
    remarks: siteRemarks(run),
  };
}

/** As long as nine measured stretches of the other lines. */
export function paceOf({ seconds }: Options): Browsing {
  return { warmUpSeconds: 2 * seconds, seconds: STRETCHES * seconds, secondsAPage: 30, secondsAMessage: 12 };
}
