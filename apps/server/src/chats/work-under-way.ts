/** [LI8] Of a node: a command each of all the visitors whom it holds, waiting for a database that is away. */
const MOST_UNDER_WAY = 20_000;

/** What sockets asked for and was not answered yet, so that a stop can wait for it. */
export class WorkUnderWay {
  #count = 0;
  #waiting: (() => void)[] = [];

  get isFull(): boolean {
    return this.#count >= MOST_UNDER_WAY;
  }

  /** `work` must not reject. */
  track(work: Promise<void>): void {
    this.begun();
    void work.then(() => this.ended());
  }

  /** For who sees the end anyway: a promise less for every frame. */
  begun(): void {
    this.#count += 1;
  }

  /** Once after each `begun`. */
  ended(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when nothing is under way. */
  finished(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
