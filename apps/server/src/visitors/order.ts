type Key = string | number;
type Entry = { key: Key; id: string };

/** Ids by their keys, kept in order by insertion, so that a change costs itself and not a sort. */
export class Order {
  #entries: Entry[];
  readonly #keys: Map<string, Key>;

  constructor(entries: Entry[] = []) {
    this.#entries = entries.sort(compare);
    this.#keys = new Map(entries.map(({ id, key }) => [id, key]));
  }

  get size(): number {
    return this.#entries.length;
  }

  set(id: string, key: Key): void {
    if (this.#keys.get(id) === key) return;
    this.delete(id);
    this.#keys.set(id, key);
    this.#entries.splice(this.#indexOf({ id, key }), 0, { id, key });
  }

  delete(id: string): void {
    const key = this.#keys.get(id);
    if (key === undefined) return;
    this.#keys.delete(id);
    this.#entries.splice(this.#indexOf({ id, key }), 1);
  }

  at(index: number): Entry | undefined {
    return this.#entries[index];
  }

  /** How many stand before where this one stands, or would. */
  rankOf(id: string, key: Key): number {
    return this.#indexOf({ id, key });
  }

  ids(): string[] {
    return this.#entries.map(({ id }) => id);
  }

  #indexOf(entry: Entry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#entries[middle];
      if (there && compare(there, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
