/** [LI3] A hello follows within a round trip: a thousand pages behind one address come a few at a time. */
const MOST_FROM_ONE_ADDRESS = 100;

/** Sockets that have not said who they are, by where they come from. */
export class Strangers {
  readonly #counts = new Map<string, number>();

  /** `from` null is not counted [LI5]. */
  hasRoomFor(from: string | null): boolean {
    return from === null || (this.#counts.get(from) ?? 0) < MOST_FROM_ONE_ADDRESS;
  }

  came(from: string | null): void {
    if (from !== null) this.#counts.set(from, (this.#counts.get(from) ?? 0) + 1);
  }

  /** Known now, or gone. */
  over(from: string | null): void {
    if (from === null) return;
    const left = (this.#counts.get(from) ?? 0) - 1;
    if (left > 0) this.#counts.set(from, left);
    else this.#counts.delete(from);
  }
}
