import { setTimeout as wait } from "node:timers/promises";
import type { Cluster } from "../kit/cluster.ts";
import type { Journal } from "./journal.ts";
import type { Random } from "./random.ts";

type Kind = "kill -9 of a node" | "stop of a node" | "kill -9 of Redis" | "kill -9 of PostgreSQL";

/** Every kind comes once before one comes again; nodes die most. */
const ROUND: readonly Kind[] = [
  "kill -9 of a node",
  "kill -9 of PostgreSQL",
  "kill -9 of a node",
  "kill -9 of Redis",
  "stop of a node",
];

/** A slow machine takes long to start what was ended: with all of it away, nothing could be seen to fail. */
const MOST_AWAY = 2;
const BETWEEN_MS = { least: 2_500, most: 6_000 };
const AWAY_MS = { least: 100, most: 3_500 };

/** Ends parts of the cluster, and starts them again after a while. */
export class Killer {
  readonly #cluster: Cluster;
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #down = new Set<number>();
  readonly #startingAgain = new Set<Promise<void>>();
  #round: Kind[] = [];

  constructor(cluster: Cluster, journal: Journal, random: Random) {
    this.#cluster = cluster;
    this.#journal = journal;
    this.#random = random;
  }

  /** Which nodes a balancer takes for alive. */
  get up(): number[] {
    return this.#cluster.nodes.flatMap((_, index) => (this.#down.has(index) ? [] : [index]));
  }

  async work(isOver: () => boolean): Promise<void> {
    const { least, most } = BETWEEN_MS;
    for (;;) {
      const pauseUntil = performance.now() + this.#random.whole(least, most);
      while (performance.now() < pauseUntil) {
        if (isOver()) return;
        await wait(50);
      }
      await this.#strike();
    }
  }

  /** Everything is up again. */
  async allBack(): Promise<void> {
    await Promise.all(this.#startingAgain);
  }

  async #strike(): Promise<void> {
    if (this.#startingAgain.size >= MOST_AWAY) return;
    if (this.#round.length === 0) this.#round = this.#random.shuffled(ROUND);
    const isLastNode = this.up.length < 2 && this.#cluster.nodes.length > 1;
    const next = this.#round.findIndex((kind) => !(isLastNode && kind.endsWith("node")));
    const [kind] = this.#round.splice(next, next < 0 ? 0 : 1);
    switch (kind) {
      case "kill -9 of a node":
      case "stop of a node":
        return this.#endNode(kind);
      case "kill -9 of Redis":
        return this.#end("Redis", kind, this.#cluster.redis);
      case "kill -9 of PostgreSQL":
        return this.#end("PostgreSQL", kind, this.#cluster.postgres);
      case undefined:
        return;
    }
  }

  async #endNode(kind: Kind): Promise<void> {
    const index = this.#random.pick(this.up);
    const node = index === undefined ? undefined : this.#cluster.nodes[index];
    if (index === undefined || !node) return;
    this.#down.add(index);
    const end = kind === "stop of a node" ? () => node.stop() : () => node.kill();
    await this.#end(`node ${index + 1}`, kind, {
      kill: end,
      start: async () => {
        await startWhateverIsAway(() => node.start());
        this.#down.delete(index);
      },
    });
  }

  async #end(
    name: string,
    kind: Kind,
    part: { kill(): Promise<void>; start(): Promise<void> },
  ): Promise<void> {
    this.#journal.killed(name, kind);
    const awayMs = this.#random.whole(AWAY_MS.least, AWAY_MS.most);
    const startingAgain = part
      .kill()
      .then(() => wait(awayMs))
      .then(() => part.start())
      .then(() => this.#journal.started(name))
      .finally(() => this.#startingAgain.delete(startingAgain));
    this.#startingAgain.add(startingAgain);
  }
}

/** A node that is started while PostgreSQL is away ends with a clear word, and whoever runs it starts it again. */
async function startWhateverIsAway(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt === 20) throw error;
      await wait(500);
    }
  }
}
