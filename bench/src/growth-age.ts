import { setTimeout as wait } from "node:timers/promises";
import { hireAgents, type Staff } from "./hire.ts";
import type { Latency, Target } from "./load/orders.ts";
import { LoadGenerator } from "./load-generator.ts";
import { startNode, targetOf } from "./nodes.ts";
import type { Options } from "./options.ts";
import { PastChats, requireDisk } from "./past-chats.ts";
import { writePlot } from "./plot.ts";
import { count, figure, type Goal, lineOf, type Report } from "./report.ts";
import type { ServerProcess } from "./server-process.ts";
import { startSharedPostgres } from "./shared-postgres.ts";
import { median } from "./statistics.ts";

const MESSAGES = [10_000, 100_000, 1_000_000, 10_000_000];
const SIZE = { visitors: 100, agents: 10 };
const MESSAGES_PER_SECOND = 200;
const LOOKS = 25;
/** After the rows were written: until PostgreSQL has put its own house in order. */
const SETTLE_MS = 5000;
const GOAL: Goal = { better: "less", must: 2, aim: 1.2, unit: "ms" };

type Step = Readonly<{ messages: number; pageMs: number; byAgentMs: number; delay: Latency }>;

/** What the history's first page and a message cost in accounts that hold ever more. */
export async function runGrowthAge(options: Options): Promise<Report> {
  requireDisk(options.messages);
  await using stack = new AsyncDisposableStack();
  const postgres = await startSharedPostgres();
  stack.defer(postgres.stop);
  const env = { DATABASE_URL: postgres.url, DATA_DIR: postgres.dataDir };
  const server = await startNode(stack, env, options.profile);
  const staff = await hireAgents(server.url, SIZE.agents);
  const past = await PastChats.open(postgres.url);
  stack.defer(() => past.close());
  const steps: Step[] = [];
  for (const messages of MESSAGES.filter((each) => each <= options.messages)) {
    await past.growTo(messages);
    await wait(SETTLE_MS);
    const step = await measure(
      server,
      staff,
      targetOf(server, postgres, staff, SIZE.visitors),
      messages,
      options,
    );
    steps.push(step);
    console.log(
      `${count(messages)} messages: first page ${figure(step.pageMs)} ms, a message ${figure(step.delay.p50Ms)} ms`,
    );
  }
  return report(steps);
}

async function measure(
  server: ServerProcess,
  staff: Staff,
  target: Target,
  messages: number,
  { seconds }: Options,
): Promise<Step> {
  const cookie = staff.agentCookies[0] ?? "";
  const pageMs = await timeOf(`${server.url}/dashboard-api/history`, cookie);
  const byAgentMs = await timeOf(`${server.url}/dashboard-api/history?agentId=2`, cookie);
  const load = new LoadGenerator("the chats");
  try {
    await load.connect(target);
    const pace = { warmUpSeconds: 1, seconds: 2 * seconds, perSecond: MESSAGES_PER_SECOND };
    return { messages, pageMs, byAgentMs, delay: await load.latency(pace) };
  } finally {
    await load.stop();
  }
}

/** The median of some looks, the first ones left out. */
async function timeOf(url: string, cookie: string): Promise<number> {
  const times: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const startMs = performance.now();
    const answer = await fetch(url, { headers: { cookie } });
    const { rows } = (await answer.json()) as { rows?: unknown[] }; // what the protocol says
    if (!answer.ok || !rows || rows.length === 0)
      throw new Error(`GET ${url} answered ${answer.status} without rows`);
    times.push(performance.now() - startMs);
  }
  return median(times.slice(5));
}

function report(steps: readonly Step[]): Report {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) throw new Error("--messages: expected 10,000 at least");
  const growth = (pick: (step: Step) => number) => ({
    ours: pick(last),
    ceiling: pick(first),
    ratio: pick(last) / pick(first),
  });
  return {
    name: "growth-age",
    lines: [
      lineOf(
        "age-first-page",
        growth(({ pageMs }) => pageMs),
        GOAL,
      ),
      lineOf(
        "age-delay",
        growth(({ delay }) => delay.p50Ms),
        GOAL,
      ),
    ],
    setting:
      `an account that holds ${count(last.messages)} messages (ours) beside ${count(first.messages)} (ceiling): the ` +
      `history's first page, and a message's median delay at ${MESSAGES_PER_SECOND} a second`,
    details: steps.map(({ messages, pageMs, byAgentMs, delay }) => ({
      label: `${count(messages)} messages, ms: first page / of one agent / message p50 / p99`,
      ours: [pageMs, byAgentMs, delay.p50Ms, delay.p99Ms].map(figure).join(" / "),
      ceiling: "",
    })),
    remarks: [plot(steps)],
  };
}

function plot(steps: readonly Step[]): string {
  const series = (name: string, pick: (step: Step) => number) => ({
    name,
    points: steps.map((step) => ({ x: step.messages, y: pick(step) })),
  });
  return writePlot("growth-age", {
    title: "An account that grows older",
    x: { label: "messages in the store", isLogarithmic: true },
    y: { label: "milliseconds", isLogarithmic: true },
    series: [
      series("history's first page", ({ pageMs }) => pageMs),
      series("the same, of one agent", ({ byAgentMs }) => byAgentMs),
      series("a message, p50", ({ delay }) => delay.p50Ms),
      series("a message, p99", ({ delay }) => delay.p99Ms),
    ],
  });
}
