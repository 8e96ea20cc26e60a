import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { errorCode } from "../sql/error-code.ts";
import { BEAT_MS, type Bus, type NodeId } from "./bus.ts";
import { type Batch, BusListeners, type BusLog } from "./listeners.ts";
import { Peers } from "./peers.ts";
import { open, ownCounter, sealJson } from "./sealed-message.ts";

/** A Redis that takes what we send and answers nothing is gone. */
const ANSWER_TIMEOUT_MS = 3 * BEAT_MS;
const LONGEST_RETRY_MS = 1_000;
/** What may wait for a Redis that is slow; more is dropped, and the others have a gap. */
const MOST_WAITING_CHARACTERS = 16_000_000;
/** A server that stops does not wait longer for its good-bye. */
const GOODBYE_MS = 500;

export type RedisBusOptions = {
  /** redis://user:password@host:port, or rediss:// with TLS. */
  url: string;
  /** The installation's own: Redis may serve several. */
  channel: string;
  /** The same on every node, and known to nobody else. */
  secret: string;
  log: BusLog;
};

/** Returns at once: a Redis that cannot be reached is waited for. */
export function redisBus(options: RedisBusOptions): Bus {
  const bus = new RedisBus(options);
  return {
    nodeId: bus.nodeId,
    topic: (name) => bus.listeners.topic(name),
    onGap: (listener) => bus.listeners.onGap(listener),
    onNodeGone: (listener) => bus.listeners.onNodeGone(listener),
    others: () => bus.others(),
    lagMs: () => bus.lagMs,
    close: () => bus.close(),
  };
}

/**
 * One channel, on which a node hears itself too: so it knows that Redis carries what is sent. Nothing is kept in Redis,
 * which may be stopped, emptied and started at any time.
 */
class RedisBus {
  readonly nodeId: NodeId = randomUUID();
  readonly listeners: BusListeners;
  /** null until what we send comes back to us. */
  lagMs: number | null = null;
  readonly #options: RedisBusOptions;
  readonly #peers = new Peers(() => performance.now());
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #beating: NodeJS.Timeout;
  #counter = 0;
  /** The last beat, which is to have come back before the next. */
  #beat = { counter: 0, sentAtMs: 0, missed: 0 };
  /** News, as JSON, that were told while others were on their way. */
  #waiting: string[] = [];
  #waitingCharacters = 0;
  #isUnderWay = false;
  #isWarned = false;

  constructor(options: RedisBusOptions) {
    this.#options = options;
    this.listeners = new BusListeners((news) => this.#send(news), options.log);
    this.#publisher = this.#connect("publisher", { socketTimeout: ANSWER_TIMEOUT_MS });
    this.#subscriber = this.#connect("subscriber", {});
    this.#publisher.on("ready", () => this.#sendBeat());
    this.#subscriber.on("ready", () => this.#subscribe());
    this.#subscriber.on("message", (_channel: string, payload: string) => this.#hear(payload));
    // After a stall timers come before what has arrived meanwhile, the last beat among it.
    this.#beating = setInterval(() => setImmediate(() => this.#nextBeat()), BEAT_MS);
  }

  others(): Set<NodeId> {
    return this.lagMs === null ? new Set() : this.#peers.heardOf();
  }

  async close(): Promise<void> {
    clearInterval(this.#beating);
    this.listeners.flush();
    const isTold = this.#publish(this.#takeWaiting(), true) ?? Promise.resolve();
    await Promise.race([isTold, new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref())]);
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  /** Commands are never kept for later: later, what they tell is old. */
  #connect(name: string, more: { socketTimeout?: number }): Redis {
    const redis = new Redis(this.#options.url, {
      ...more,
      connectionName: `causerie-${name}`,
      enableOfflineQueue: false,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      // What was under way when a connection ended has failed then and there.
      maxRetriesPerRequest: 0,
      connectTimeout: ANSWER_TIMEOUT_MS,
      retryStrategy: (times) => Math.min(times * 50, LONGEST_RETRY_MS),
    });
    redis.on("error", (error) => this.#warn(error));
    return redis;
  }

  #subscribe(): void {
    this.#subscriber.subscribe(this.#options.channel).then(
      () => {
        this.listeners.tellGap();
        this.#sendBeat();
      },
      (error: unknown) => this.#warn(error),
    );
  }

  /** At once; what is told until it has arrived goes together, so that a busy machine sends fewer and larger messages. */
  #send(news: Batch): void {
    if (this.#waitingCharacters > MOST_WAITING_CHARACTERS) {
      // Dropped, and its number is missing to the others.
      this.#counter += 1;
      return;
    }
    for (const one of news) {
      const json = JSON.stringify(one);
      this.#waiting.push(json);
      this.#waitingCharacters += json.length;
    }
    if (!this.#isUnderWay) this.#sendWaiting();
  }

  #sendWaiting(): void {
    const sending = this.#publish(this.#takeWaiting());
    if (!sending) return;
    this.#isUnderWay = true;
    void sending.then(() => {
      this.#isUnderWay = false;
      if (this.#waiting.length > 0) this.#sendWaiting();
    });
  }

  #takeWaiting(): string {
    const json = `[${this.#waiting.join()}]`;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    return json;
  }

  /** Done when Redis has it, or failed to take it. null: it is lost, and its number is missing to the others. */
  #publish(news: string, isLast = false): Promise<void> | null {
    this.#counter += 1;
    if (this.#publisher.status !== "ready") return null;
    const head = { from: this.nodeId, counter: this.#counter, isLast };
    return this.#publisher.publish(this.#options.channel, sealJson(head, news, this.#options.secret)).then(
      () => undefined,
      (error: unknown) => this.#warn(error),
    );
  }

  #nextBeat(): void {
    if (this.#beat.missed > 0) this.#away();
    else for (const nodeId of this.#peers.takeSilent()) this.listeners.tellGone(nodeId);
    this.#sendBeat();
  }

  #sendBeat(): void {
    void this.#publish("[]");
    this.#beat = { counter: this.#counter, sentAtMs: performance.now(), missed: this.#beat.missed + 1 };
  }

  /** The last beat has not come back: what the others tell does not come either, and nobody is gone for that. */
  #away(): void {
    this.lagMs = null;
    this.listeners.tellGap();
    const isOpenInVain = this.#beat.missed >= ANSWER_TIMEOUT_MS / BEAT_MS;
    // A connection that half a network still holds open.
    if (isOpenInVain && this.#subscriber.status === "ready") {
      this.#beat.missed = 0;
      this.#subscriber.disconnect(true);
    }
  }

  #hear(payload: string): void {
    const own = ownCounter(payload, this.nodeId);
    if (own !== null) return this.#cameBack(own);
    const message = open(payload, this.#options.secret);
    if (!message) return;
    const { from, counter, isLast, news } = message;
    const isNew = !this.#peers.isKnown(from);
    const heard = this.#peers.heard(from, counter);
    if (heard === "repeated") return;
    if (heard === "gap") this.listeners.tellGap();
    // It came after our last beat, and hears of us only with the next.
    if (isNew && !isLast) this.#sendBeat();
    this.listeners.hear(news, from);
    if (isLast && this.#peers.saidGoodbye(from)) this.listeners.tellGone(from);
  }

  #cameBack(counter: number): void {
    if (counter !== this.#beat.counter) return;
    const wasAway = this.lagMs === null;
    this.lagMs = performance.now() - this.#beat.sentAtMs;
    this.#beat.missed = 0;
    if (!wasAway) return;
    if (this.#isWarned) this.#options.log.info("Redis is back: the nodes hear each other again");
    this.#isWarned = false;
    this.#peers.waitAnew();
    this.listeners.tellGap();
  }

  /** Once until it is back: it is asked again every second. */
  #warn(error: unknown): void {
    if (this.#isWarned) return;
    this.#isWarned = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.log.warn(
      { code: errorCode(error), reason },
      "Redis (REDIS_URL) does not answer: chats go on, other nodes are heard of through the database, every second",
    );
  }
}
