import {
  type AccountId,
  type ChatId,
  type ChatState,
  evolve,
  initialState,
  type RecordedEvent,
} from "@causerie/domain";
import { type ChatAtHead, deliver, type Subscriber } from "./delivery.ts";
import { sizeOf } from "./event-size.ts";

/** Events kept at hand: enough for a snapshot's 100 entries among hidden ones, and for a short absence. */
const TAIL_LENGTH = 200;
/** [LI19] What they may take, in characters: a hundred entries of a few lines each, or some of the longest. */
const TAIL_SIZE = 32_000;
/** The same of a chat on a node that has no room left: it still fills a screen. */
const SHORT_TAIL_SIZE = 8_000;

/** The folded state of one chat, the end of its log, and who reads it. All of it can be loaded again. */
export class LiveChat implements ChatAtHead {
  readonly chatId: ChatId;
  readonly accountId: AccountId;
  readonly subscribers = new Set<Subscriber>();
  state: ChatState = initialState;
  head = 0;
  /** The last events, at most 2 × TAIL_LENGTH and 2 × TAIL_SIZE, and the last one whatever it takes. */
  tail: RecordedEvent[] = [];
  /** What the tail takes, in characters. */
  size = 0;
  /** It is among the chats of the node, which counts its size. */
  isKept = false;
  /** When somebody last asked for it. */
  takenAtMs = 0;
  #lane: Promise<unknown> = Promise.resolve();
  #running = 0;

  constructor(accountId: AccountId, chatId: ChatId) {
    this.accountId = accountId;
    this.chatId = chatId;
  }

  /** Nobody reads it and nothing is under way, so that it may be forgotten. */
  get isIdle(): boolean {
    return this.subscribers.size === 0 && this.#running === 0;
  }

  /** Commands of one chat run one at a time, in the order in which they came. */
  inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = this.#running === 0 ? run() : this.#lane.then(run);
    this.#running += 1;
    this.#lane = result.then(this.#ranOne, this.#ranOne);
    return result;
  }

  readonly #ranOne = (): void => {
    this.#running -= 1;
  };

  /**
   * Folds and delivers what is new of these events, which start at `head + 1` or before it. Returns the new ones;
   * none when they were known, null when some in between are missing and must be loaded first.
   */
  apply(events: readonly RecordedEvent[]): RecordedEvent[] | null {
    const fresh = events.filter(({ seq }) => seq > this.head);
    const [first] = fresh;
    if (!first) return [];
    if (first.seq !== this.head + 1) return null;
    const from = this.head;
    for (const event of fresh) {
      this.state = evolve(this.state, event);
      this.head = event.seq;
      this.tail.push(event);
      this.size += sizeOf(event);
    }
    if (this.tail.length > 2 * TAIL_LENGTH || this.size > 2 * TAIL_SIZE)
      this.#keepLast(TAIL_LENGTH, TAIL_SIZE);
    deliver(this, from, fresh);
    return fresh;
  }

  /** What is left out is read from the store by who asks for it. */
  shorten(): void {
    this.#keepLast(TAIL_LENGTH, SHORT_TAIL_SIZE);
  }

  #keepLast(length: number, size: number): void {
    const { tail } = this;
    const last = tail.length - 1;
    const isTooMuch = (from: number) => from < last && (tail.length - from > length || this.size > size);
    let from = 0;
    for (; isTooMuch(from); from += 1) this.size -= sizeAt(tail, from);
    this.tail = tail.slice(from);
  }
}

function sizeAt(events: readonly RecordedEvent[], index: number): number {
  const event = events[index];
  return event ? sizeOf(event) : 0;
}
