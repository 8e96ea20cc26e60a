import { findId, messageId, parseMessageId, sendMessage } from "./message.ts";
import type { RawSocket } from "./raw-socket.ts";

/** Longer than any queue of a thousand messages takes on a slow machine. */
const SETTLE_MS = 20_000;

/**
 * Visitors and agents who are in their chats, and the books of what they sent: each message must be acknowledged to its
 * visitor once and reach the agent once, in the order in which the visitor wrote.
 */
export class Crowd {
  onAck: (visitor: number) => void = () => undefined;
  onDelivery: (visitor: number, number: number) => void = () => undefined;
  /** Of all visitors together. */
  sentTotal = 0;
  ackedTotal = 0;
  deliveredTotal = 0;
  readonly #visitors: readonly RawSocket[];
  readonly #sent: Int32Array;
  readonly #acked: Int32Array;
  readonly #delivered: Int32Array;

  constructor(visitors: readonly RawSocket[]) {
    this.#visitors = visitors;
    this.#sent = new Int32Array(visitors.length);
    this.#acked = new Int32Array(visitors.length);
    this.#delivered = new Int32Array(visitors.length);
  }

  get size(): number {
    return this.#visitors.length;
  }

  send(visitor: number): void {
    const number = this.#sent[visitor] ?? 0;
    this.#sent[visitor] = number + 1;
    this.sentTotal += 1;
    this.#visitors[visitor]?.send(sendMessage(messageId(visitor, number)));
  }

  visitorHeard(frame: string): void {
    if (frame.startsWith('{"t":"ack"')) this.#acknowledged(frame);
    else refuseTrouble(frame);
  }

  agentHeard(frame: string): void {
    if (frame.startsWith('{"t":"events"')) this.#arrived(frame);
    else refuseTrouble(frame);
  }

  /** Until everything that was sent is acknowledged and delivered; an error when something stays out. */
  async settled(): Promise<void> {
    const until = performance.now() + SETTLE_MS;
    while (this.ackedTotal < this.sentTotal || this.deliveredTotal < this.sentTotal) {
      if (performance.now() > until) throw new Error(this.#lost());
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #acknowledged(frame: string): void {
    const visitor = this.#count(this.#acked, findId(frame, "id")?.id ?? "", "acknowledged");
    this.ackedTotal += 1;
    this.onAck(visitor);
  }

  #arrived(frame: string): void {
    for (let found = findId(frame, "messageId"); found; found = findId(frame, "messageId", found.end)) {
      const visitor = this.#count(this.#delivered, found.id, "delivered");
      this.deliveredTotal += 1;
      this.onDelivery(visitor, (this.#delivered[visitor] ?? 0) - 1);
    }
  }

  #count(book: Int32Array, id: string, what: string): number {
    const message = parseMessageId(id);
    if (!message) throw new Error(`a message that nobody sent was ${what}: ${id}`);
    const expected = book[message.visitor] ?? 0;
    if (message.number !== expected) throw new Error(outOfOrder(what, message, expected));
    book[message.visitor] = expected + 1;
    return message.visitor;
  }

  #lost(): string {
    const { sentTotal, ackedTotal, deliveredTotal } = this;
    return `messages were lost: ${sentTotal} sent, ${ackedTotal} acknowledged, ${deliveredTotal} delivered`;
  }
}

function outOfOrder(
  what: string,
  { visitor, number }: { visitor: number; number: number },
  expected: number,
): string {
  return (
    `visitor ${visitor}'s message ${number} was ${what} where ${expected} was expected: ` +
    (number < expected ? "doubled" : "one before it is lost or late")
  );
}

function refuseTrouble(frame: string): void {
  if (/^\{"t":"(refused|fault|bye)"/.test(frame))
    throw new Error(`the server answered ${frame.slice(0, 300)}`);
}
