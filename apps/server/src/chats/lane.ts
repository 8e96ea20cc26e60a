/** Runs one thing at a time, in the order in which they came; what yields lets all that does not go first. */
export class Lane {
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #yielding: (() => Promise<void>)[] = [];
  #isRunning = false;

  inTurn<Result>(run: () => Promise<Result>, { yields = false } = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      // Also what throws before its promise fails its own caller alone.
      const turn = async () => run();
      (yields ? this.#yielding : this.#waiting).push(() => turn().then(resolve, reject));
      this.#next();
    });
  }

  #next(): void {
    if (this.#isRunning) return;
    const turn = this.#waiting.shift() ?? this.#yielding.shift();
    if (!turn) return;
    this.#isRunning = true;
    void turn().then(() => {
      this.#isRunning = false;
      this.#next();
    });
  }
}
