import { setTimeout as wait } from "node:timers/promises";
import type { Cluster } from "../kit/cluster.ts";
import { until } from "../kit/server.ts";
import type { Journal } from "./journal.ts";
import type { Everybody } from "./people.ts";
import { type Violation, violation } from "./violations.ts";

/** The longest pause between two attempts, and one that is not answered, on the tabs' clocks. */
const ONLINE_WITHIN_MS = 30_000;
const SETTLED_MS = 2_000;
const CALM_MS = 5_000;
const REDIS_ENDS_AFTER_MS = 2_000;

/**
 * Everybody is connected and talks, and no connection fails: whoever connects anew has missed something [DL8]. Redis
 * dies half-way and comes back when the talk is over: what the nodes did not tell one another meanwhile, they must
 * find in the store by themselves.
 */
export async function talkInCalm(
  { redis }: Cluster,
  { visitors, agents }: Everybody,
  journal: Journal,
): Promise<Violation[]> {
  const people = [...visitors, ...agents];
  const notBack = () => people.filter(({ isOnline }) => !isOnline);
  const allBack = () =>
    until(
      () => notBack().length === 0,
      ONLINE_WITHIN_MS,
      () => "",
    ).catch(() => undefined);
  await allBack();
  // Whoever was woken and asks whether anybody is there has the answer, or connects anew, within this.
  await wait(SETTLED_MS);
  await allBack();
  const late = notBack().map(({ name }) => violation("DL15", `${name} is not back`));
  const before = journal.reconnects.length;
  const whyOf = (label: string) => journal.connectionOf(label, endsAt - CALM_MS).join("; ");
  const endsAt = journal.elapsedMs + CALM_MS;
  for (const person of people) person.isCalm = true;
  const talking = Promise.all(people.map((person) => person.live(() => journal.elapsedMs > endsAt)));
  await wait(REDIS_ENDS_AFTER_MS);
  journal.killed("Redis", "kill -9 of Redis");
  await redis.kill();
  await talking;
  // One more goes for good, of whose chats the nodes have not told one another: whoever notices finds them in the store.
  if (agents.length > 4) agents.at(-2)?.leave();
  await redis.start();
  journal.started("Redis");
  const again = [...new Set(journal.reconnects.slice(before))];
  return [
    ...late,
    ...again.map((label) => violation("DL8", `${label} connected anew in calm: ${whyOf(label)}`)),
  ];
}
