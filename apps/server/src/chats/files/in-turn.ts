/** Runs at most `places` at once. Who waits for several has one turn, and then those of the others come [LI23]. */
export class InTurn {
  #free: number;
  /** In the order of their turns, and of each in the order in which they came. */
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(places: number) {
    this.#free = places;
  }

  async run<Result>(person: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#wait(person, resolve));
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #wait(person: string, begin: () => void): void {
    const theirs = this.#waiting.get(person);
    if (theirs) theirs.push(begin);
    else this.#waiting.set(person, [begin]);
  }

  #next(): void {
    for (const [person, [begin, ...later]] of this.#waiting) {
      this.#waiting.delete(person);
      if (later.length > 0) this.#waiting.set(person, later);
      begin?.();
      return;
    }
    this.#free += 1;
  }
}
