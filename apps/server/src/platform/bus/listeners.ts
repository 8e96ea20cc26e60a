import type { Logger } from "pino";
import type { NodeId, Topic } from "./bus.ts";

export type BusLog = Pick<Logger, "error" | "warn" | "info">;

/** News of one tick: topic and news, in the order in which they were told. */
export type Batch = readonly (readonly [topic: string, news: unknown])[];

type Listener = (news: unknown, from: NodeId) => void;

/** Who listens on one node, and what it has told in this tick. What every adapter shares. */
export class BusListeners {
  readonly #topics = new Map<string, Set<Listener>>();
  readonly #gap = new Set<() => void>();
  readonly #gone = new Set<(nodeId: NodeId) => void>();
  readonly #send: (batch: Batch) => void;
  readonly #log: BusLog;
  #told: (readonly [string, unknown])[] = [];

  /** `send`: takes what was told in a tick, after it. */
  constructor(send: (batch: Batch) => void, log: BusLog) {
    this.#send = send;
    this.#log = log;
  }

  topic<News>(name: string): Topic<News> {
    return {
      tell: (news) => this.#tell(name, news),
      listen: (listener) => {
        const listeners = this.#topics.get(name) ?? new Set();
        this.#topics.set(name, listeners);
        // A topic has one kind of news, on every node.
        return added(listeners, listener as Listener);
      },
    };
  }

  onGap(listener: () => void): () => void {
    return added(this.#gap, listener);
  }

  onNodeGone(listener: (nodeId: NodeId) => void): () => void {
    return added(this.#gone, listener);
  }

  hear(batch: Batch, from: NodeId): void {
    for (const [topic, news] of batch)
      for (const listener of this.#topics.get(topic) ?? []) this.#alone(() => listener(news, from));
  }

  tellGap(): void {
    for (const listener of this.#gap) this.#alone(listener);
  }

  tellGone(nodeId: NodeId): void {
    for (const listener of this.#gone) this.#alone(() => listener(nodeId));
  }

  /** What was told and not sent yet goes now. */
  flush(): void {
    const batch = this.#told;
    this.#told = [];
    if (batch.length > 0) this.#send(batch);
  }

  #tell(name: string, news: unknown): void {
    this.#told.push([name, news]);
    if (this.#told.length === 1) setImmediate(() => this.flush());
  }

  #alone(act: () => void): void {
    try {
      act();
    } catch (err) {
      this.#log.error({ err }, "A listener to the other nodes failed");
    }
  }
}

function added<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
