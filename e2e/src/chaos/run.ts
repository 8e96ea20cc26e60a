import { Cluster } from "../kit/cluster.ts";
import { talkInCalm } from "./calm.ts";
import { judge } from "./ending.ts";
import { Journal } from "./journal.ts";
import { planKills } from "./kill-plan.ts";
import { Killer } from "./killer.ts";
import type { Options } from "./options.ts";
import { type Everybody, gather, hire, type Staff } from "./people.ts";
import { Random } from "./random.ts";
import { failure, progress, summary, tooIdle } from "./report.ts";
import { weatherOf } from "./weather.ts";

const PROGRESS_MS = 5_000;
/** On a slow machine what is to be killed is late, and people do less: the run then lasts longer, but not for ever. */
const MOST_TIMES_LONGER = 3;
/** Short, so that absences and their ends fit into a run. */
const TIME_OUTS = {
  AGENT_GONE_AFTER_MS: "3000",
  VISITOR_GONE_AFTER_MS: "4000",
  CHAT_IDLE_AFTER_MS: "20000",
};

/** True: nothing was violated, and enough happened to say so. */
export async function run(options: Options): Promise<boolean> {
  console.log(
    `Chaos: seed ${options.seed}, ${options.seconds} s, ${options.visitors} visitors, ${options.agents} agents, ${options.nodes} nodes`,
  );
  const hired: { staff?: Staff } = {};
  const cluster = await Cluster.start({ nodes: options.nodes, env: TIME_OUTS }, async (first) => {
    hired.staff = await hire(first, options);
  });
  try {
    if (!hired.staff) throw new Error("nobody was hired");
    return await runOn(cluster, hired.staff, options);
  } finally {
    await cluster.close();
  }
}

async function runOn(cluster: Cluster, staff: Staff, options: Options): Promise<boolean> {
  const journal = new Journal();
  const killer = new Killer(cluster, journal, planKills(new Random(options.seed, "killer"), options));
  const everybody = await gather(staff, options, journal, (random) => portOfNode(cluster, killer, random));
  try {
    await untilTimeIsUp(everybody, killer, journal, options);
    console.log("Everything is put right; talking on in calm …");
    await putRight(everybody, killer);
    const restless = await talkInCalm(cluster, everybody, journal);
    console.log("Waiting until all is quiet …");
    const verdict = await judge(cluster.postgres.url, everybody, journal);
    const { store, quietAfterMs } = verdict;
    const violations = [...restless, ...verdict.violations];
    console.log(`Quiet        after ${(quietAfterMs / 1000).toFixed(1)} s\n${summary(journal, store)}`);
    const idle = tooIdle(journal, options, killer.left);
    if (violations.length > 0) console.log(failure(violations, journal, store));
    if (idle.length > 0) console.log(`\nToo little happened:\n  ${idle.join("\n  ")}`);
    const isWell = violations.length + idle.length === 0;
    console.log(
      isWell ? "Nothing lost, doubled, misordered or stranded." : `\nFailed. Seed ${options.seed}.`,
    );
    return isWell;
  } finally {
    for (const person of [...everybody.visitors, ...everybody.agents]) person.close();
  }
}

/** As a balancer does: any node that it takes for alive, whoever was there before. */
function portOfNode({ nodes }: Cluster, killer: Killer, random: Random): number {
  const node = nodes[random.pick(killer.up) ?? 0];
  return Number(new URL(node?.url ?? "").port);
}

async function untilTimeIsUp(
  { visitors, agents, colleagues }: Everybody,
  killer: Killer,
  journal: Journal,
  options: Options,
): Promise<void> {
  const { seconds, seed } = options;
  const times = () => journal.elapsedMs / (seconds * 1000);
  const isTooIdle = () => tooIdle(journal, options, killer.left).length > 0;
  const isOver = () => times() > MOST_TIMES_LONGER || (times() > 1 && !isTooIdle());
  const people = [...visitors, ...agents];
  const watching = setInterval(() => {
    for (const { tabs } of agents)
      for (const { client } of tabs)
        for (const { chatId, view } of client.state.chats.values())
          if (view.status !== "team")
            colleagues.heardOf(chatId, "visitor" in view ? view.visitor.visitorId : null);
  }, 500);
  const telling = setInterval(() => console.log(progress(journal, onlineOf(people))), PROGRESS_MS);
  await Promise.all([
    ...people.map((person) => person.live(isOver)),
    ...people.map((person) => weatherOf(person, new Random(seed, `weather of ${person.name}`), isOver)),
    killer.work(isOver),
  ]);
  clearInterval(telling);
  clearInterval(watching);
}

/** Whoever is away stays away, but for the agents of whom every department needs some. */
async function putRight({ visitors, agents }: Everybody, killer: Killer): Promise<void> {
  await killer.allBack();
  for (const person of [...visitors, ...agents]) person.heal();
  for (const agent of agents.slice(0, 3)) if (!agent.isHere) agent.openTab();
  // One goes for good: their chats must not wait for them.
  if (agents.length > 3) agents.at(-1)?.leave();
}

function onlineOf(people: readonly (Everybody["visitors"][number] | Everybody["agents"][number])[]): string {
  const tabs: { client: { state: { connection: { kind: string } } } }[] = people.flatMap(({ tabs }) => [
    ...tabs,
  ]);
  const online = tabs.filter(({ client }) => client.state.connection.kind === "online");
  return `${online.length} of ${tabs.length} tabs`;
}
