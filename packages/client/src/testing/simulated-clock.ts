type Timer = { at: number; order: number; run: () => void };

/** Time that passes only when told to. */
export class SimulatedClock {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  /** `now`: epoch ms. */
  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), order: this.#order++, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Runs what falls due on the way, in the order in which it does. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let timer = this.#next(); timer && timer.at <= until; timer = this.#next()) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.at);
      timer.run();
    }
    this.#now = until;
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((one, other) => one.at - other.at || one.order - other.order)[0];
  }
}
