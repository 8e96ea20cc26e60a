import type { Random } from "./random.ts";

export type Kind = "kill -9 of a node" | "stop of a node" | "kill -9 of Redis" | "kill -9 of PostgreSQL";

/** `node`: its place in the cluster, where one is meant. */
export type Kill = Readonly<{ atMs: number; kind: Kind; node: number; awayMs: number }>;

/** Whatever else happens, each of these happens. */
export const LEAST: readonly Kind[] = ["kill -9 of a node", "kill -9 of PostgreSQL", "kill -9 of Redis"];
/** After them every kind comes once before one comes again; nodes die most. */
const ROUND: readonly Kind[] = [...LEAST, "kill -9 of a node", "stop of a node"];

/** A node takes seconds to start again, and more on a slow machine: what waits for that makes the run longer. */
const BETWEEN_MS = 6_000;
const AWAY_MS = { least: 100, most: 3_500 };

/**
 * Drawn before anything runs: a seed ends the same parts in the same order, however slow the machine is. Each kill has
 * a share of the time for its own, and falls into the middle half of it.
 */
export function planKills(random: Random, { seconds, nodes }: { seconds: number; nodes: number }): Kill[] {
  const count = Math.max(LEAST.length, Math.floor((seconds * 1000) / BETWEEN_MS));
  const shareMs = (seconds * 1000) / count;
  const kinds = random.shuffled(LEAST);
  while (kinds.length < count) kinds.push(...random.shuffled(ROUND));
  return kinds.slice(0, count).map((kind, index) => ({
    atMs: Math.round((index + 0.25 + random.next() / 2) * shareMs),
    kind,
    node: random.whole(0, nodes - 1),
    awayMs: random.whole(AWAY_MS.least, AWAY_MS.most),
  }));
}
