import { setTimeout as wait } from "node:timers/promises";
import type { Cluster } from "../kit/cluster.ts";
import type { Journal } from "./journal.ts";
import type { Kill } from "./kill-plan.ts";

/** A slow machine takes long to start what was ended: with all of it away, nothing could be seen to fail. */
const MOST_AWAY = 2;
const LOOK_EVERY_MS = 50;

type Part = { kill(): Promise<void>; start(): Promise<void> };

/** Ends parts of the cluster as planned, and starts them again after a while. */
export class Killer {
  readonly #cluster: Cluster;
  readonly #journal: Journal;
  readonly #down = new Set<number>();
  readonly #away = new Set<string>();
  readonly #startingAgain = new Set<Promise<void>>();
  readonly #left: Kill[];

  constructor(cluster: Cluster, journal: Journal, plan: readonly Kill[]) {
    this.#cluster = cluster;
    this.#journal = journal;
    this.#left = [...plan];
  }

  /** Which nodes a balancer takes for alive. */
  get up(): number[] {
    return this.#cluster.nodes.flatMap((_, index) => (this.#down.has(index) ? [] : [index]));
  }

  /** Planned, and not done yet. */
  get left(): number {
    return this.#left.length;
  }

  /** A kill for which the cluster is not ready waits, and those after it do too. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const [next] = this.#left;
      if (!next) return;
      if (this.#journal.elapsedMs >= next.atMs && this.#mayEnd(next)) {
        this.#left.shift();
        this.#strike(next);
      } else await wait(LOOK_EVERY_MS);
    }
  }

  /** Everything is up again. */
  async allBack(): Promise<void> {
    await Promise.all(this.#startingAgain);
  }

  #mayEnd(kill: Kill): boolean {
    if (this.#startingAgain.size >= MOST_AWAY) return false;
    if (this.#away.has(nameOf(kill))) return false;
    const isOfNode = kill.kind.endsWith("node");
    // Somebody is left to be connected to.
    return !isOfNode || this.up.length > 1 || this.#cluster.nodes.length === 1;
  }

  #strike(kill: Kill): void {
    switch (kill.kind) {
      case "kill -9 of a node":
      case "stop of a node":
        return this.#endNode(kill);
      case "kill -9 of Redis":
        return this.#end(kill, this.#cluster.redis);
      case "kill -9 of PostgreSQL":
        return this.#end(kill, this.#cluster.postgres);
    }
  }

  #endNode(kill: Kill): void {
    const node = this.#cluster.nodes[kill.node];
    if (!node) throw new Error(`there is no node ${kill.node + 1}`);
    this.#down.add(kill.node);
    this.#end(kill, {
      kill: kill.kind === "stop of a node" ? () => node.stop() : () => node.kill(),
      start: async () => {
        await startWhateverIsAway(() => node.start());
        this.#down.delete(kill.node);
      },
    });
  }

  #end(kill: Kill, part: Part): void {
    const name = nameOf(kill);
    this.#journal.killed(name, kill.kind);
    this.#away.add(name);
    const startingAgain = part
      .kill()
      .then(() => wait(kill.awayMs))
      .then(() => part.start())
      .then(() => this.#journal.started(name))
      .finally(() => {
        this.#away.delete(name);
        this.#startingAgain.delete(startingAgain);
      });
    this.#startingAgain.add(startingAgain);
  }
}

function nameOf({ kind, node }: Kill): string {
  if (kind === "kill -9 of Redis") return "Redis";
  return kind === "kill -9 of PostgreSQL" ? "PostgreSQL" : `node ${node + 1}`;
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
