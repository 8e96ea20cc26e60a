import { findId, messageId, parseMessageId, type Writer } from "./message.ts";

/** Longer than any queue of a thousand messages takes on a slow machine. */
const SETTLE_MS = 20_000;

/** Sends the message of this id into one chat. */
export type Send = (id: string) => void;

type Settings = {
  /** One a chat. */
  sends: readonly Send[];
  /** Whose messages they are; visitors' where nothing is said. */
  writer?: Writer;
  /** Who hears each message; where it is one, it does not matter which. */
  readersOfEach?: number;
};

/**
 * The books of what was sent in chats in one direction: each message must be acknowledged to its writer once and reach
 * each reader once, in the order in which it was written.
 */
export class Crowd {
  onAck: (chat: number) => void = () => undefined;
  onDelivery: (chat: number, number: number) => void = () => undefined;
  /** Of all chats together. */
  sentTotal = 0;
  ackedTotal = 0;
  deliveredTotal = 0;
  readonly #sends: readonly Send[];
  readonly #writer: Writer;
  readonly #readersOfEach: number;
  readonly #sent: Int32Array;
  readonly #acked: Int32Array;
  /** One book a reader: of one chat, each has an own place. */
  readonly #delivered: readonly Int32Array[];

  constructor({ sends, writer = "visitor", readersOfEach = 1 }: Settings) {
    this.#sends = sends;
    this.#writer = writer;
    this.#readersOfEach = readersOfEach;
    this.#sent = new Int32Array(sends.length);
    this.#acked = new Int32Array(sends.length);
    this.#delivered = Array.from({ length: readersOfEach }, () => new Int32Array(sends.length));
  }

  get size(): number {
    return this.#sends.length;
  }

  send(chat: number): void {
    const number = this.#sent[chat] ?? 0;
    this.#sent[chat] = number + 1;
    this.sentTotal += 1;
    this.#sends[chat]?.(messageId(chat, number, this.#writer));
  }

  writerHeard(frame: string): void {
    if (frame.startsWith('{"t":"ack"')) this.#acknowledged(frame);
    else refuseTrouble(frame);
  }

  readerHeard(frame: string, reader = 0): void {
    if (frame.startsWith('{"t":"events"')) this.#arrived(frame, this.#delivered[reader]);
    else refuseTrouble(frame);
  }

  /** Until everything that was sent is acknowledged and delivered; an error when something stays out. */
  async settled(): Promise<void> {
    const until = performance.now() + SETTLE_MS;
    while (this.ackedTotal < this.sentTotal || this.deliveredTotal < this.#dueTotal) {
      if (performance.now() > until) throw new Error(this.#lost());
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  get #dueTotal(): number {
    return this.sentTotal * this.#readersOfEach;
  }

  #acknowledged(frame: string): void {
    const chat = this.#count(this.#acked, findId(frame, "id")?.id ?? "", "acknowledged");
    if (chat === null) return;
    this.ackedTotal += 1;
    this.onAck(chat);
  }

  #arrived(frame: string, delivered: Int32Array = new Int32Array()): void {
    for (let found = findId(frame, "messageId"); found; found = findId(frame, "messageId", found.end)) {
      const chat = this.#count(delivered, found.id, "delivered");
      if (chat === null) continue;
      this.deliveredTotal += 1;
      this.onDelivery(chat, (delivered[chat] ?? 0) - 1);
    }
  }

  /** null: one that was written in the other direction, which has books of its own. */
  #count(book: Int32Array, id: string, what: string): number | null {
    const message = parseMessageId(id);
    if (!message) throw new Error(`a message that nobody sent was ${what}: ${id}`);
    if (message.writer !== this.#writer) return null;
    const expected = book[message.chat] ?? 0;
    if (message.number !== expected) throw new Error(outOfOrder(what, message, expected));
    book[message.chat] = expected + 1;
    return message.chat;
  }

  #lost(): string {
    const { sentTotal, ackedTotal, deliveredTotal } = this;
    const due = `${deliveredTotal} of ${this.#dueTotal} delivered`;
    return `messages were lost: ${sentTotal} sent, ${ackedTotal} acknowledged, ${due}`;
  }
}

function outOfOrder(
  what: string,
  { chat, number }: { chat: number; number: number },
  expected: number,
): string {
  return (
    `message ${number} of chat ${chat} was ${what} where ${expected} was expected: ` +
    (number < expected ? "doubled" : "one before it is lost or late")
  );
}

function refuseTrouble(frame: string): void {
  if (/^\{"t":"(refused|fault|bye)"/.test(frame))
    throw new Error(`the server answered ${frame.slice(0, 300)}`);
}
