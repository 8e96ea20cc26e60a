import type { Socket } from "node:net";

/** One way of one connection. */
export class Flow {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #latencyMs: () => number;
  readonly #waiting: { chunk: string | Buffer; dueAt: number }[] = [];
  #lastDueAt = 0;
  #isHeld = false;
  #hasEnded = false;
  #lingerMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, latencyMs: () => number) {
    this.#from = from;
    this.#to = to;
    this.#latencyMs = latencyMs;
    from.on("data", (chunk) => this.#take(chunk));
    // A broken one is told by its close.
    from.on("error", () => undefined);
    from.on("close", () => {
      this.#hasEnded = true;
      this.#pass();
    });
    to.on("close", () => clearTimeout(this.#timer));
  }

  hold(): void {
    this.#isHeld = true;
    clearTimeout(this.#timer);
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#pass();
  }

  /** For how long the other end does not hear that this one has gone. */
  linger(lingerMs: number): void {
    this.#lingerMs = lingerMs;
  }

  #take(chunk: string | Buffer): void {
    this.#lastDueAt = Math.max(this.#lastDueAt, performance.now() + this.#latencyMs());
    this.#waiting.push({ chunk, dueAt: this.#lastDueAt });
    this.#pass();
  }

  #pass(): void {
    clearTimeout(this.#timer);
    if (this.#isHeld || this.#to.destroyed) return;
    const now = performance.now();
    while ((this.#waiting[0]?.dueAt ?? Number.POSITIVE_INFINITY) <= now) {
      const next = this.#waiting.shift();
      if (next) this.#to.write(next.chunk);
    }
    const [next] = this.#waiting;
    if (next) this.#timer = setTimeout(() => this.#pass(), next.dueAt - now);
    else if (this.#hasEnded && this.#from.destroyed)
      this.#timer = setTimeout(() => this.#to.destroySoon(), this.#lingerMs);
  }
}
