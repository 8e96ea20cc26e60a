type Key = string | number;
type Entry = { key: Key; id: string };

/** A change moves no more entries than stand in one chunk, however many there are in all. */
const MOST_IN_A_CHUNK = 1_000;

/** Ids by their keys, kept in order by insertion, so that a change costs itself and not a sort. */
export class Order {
  /** In order, none of them empty. */
  readonly #chunks: Entry[][] = [];
  readonly #keys: Map<string, Key>;

  constructor(entries: Entry[] = []) {
    entries.sort(compare);
    for (let from = 0; from < entries.length; from += MOST_IN_A_CHUNK / 2)
      this.#chunks.push(entries.slice(from, from + MOST_IN_A_CHUNK / 2));
    this.#keys = new Map(entries.map(({ id, key }) => [id, key]));
  }

  get size(): number {
    return this.#keys.size;
  }

  set(id: string, key: Key): void {
    if (this.#keys.get(id) === key) return;
    this.delete(id);
    this.#keys.set(id, key);
    this.#insert({ id, key });
  }

  delete(id: string): void {
    const key = this.#keys.get(id);
    if (key === undefined) return;
    this.#keys.delete(id);
    const index = this.#chunkOf({ id, key });
    const chunk = this.#chunks[index];
    if (!chunk) return;
    chunk.splice(placeIn(chunk, { id, key }), 1);
    this.#joinIfSmall(index, chunk);
  }

  at(index: number): Entry | undefined {
    let before = 0;
    for (const chunk of this.#chunks) {
      if (index < before + chunk.length) return chunk[index - before];
      before += chunk.length;
    }
    return undefined;
  }

  /** How many stand before where this one stands, or would. */
  rankOf(id: string, key: Key): number {
    const index = this.#chunkOf({ id, key });
    const chunk = this.#chunks[index];
    const before = this.#chunks.slice(0, index).reduce((sum, { length }) => sum + length, 0);
    return before + (chunk ? placeIn(chunk, { id, key }) : 0);
  }

  ids(): string[] {
    return this.#chunks.flatMap((chunk) => chunk.map(({ id }) => id));
  }

  #insert(entry: Entry): void {
    const index = Math.min(this.#chunkOf(entry), Math.max(this.#chunks.length - 1, 0));
    const chunk = this.#chunks[index];
    if (!chunk) return void this.#chunks.push([entry]);
    chunk.splice(placeIn(chunk, entry), 0, entry);
    if (chunk.length <= MOST_IN_A_CHUNK) return;
    this.#chunks.splice(index + 1, 0, chunk.splice(MOST_IN_A_CHUNK / 2));
  }

  #joinIfSmall(index: number, chunk: Entry[]): void {
    const next = this.#chunks[index + 1] ?? [];
    if (chunk.length === 0) this.#chunks.splice(index, 1);
    else if (chunk.length + next.length <= MOST_IN_A_CHUNK / 4)
      this.#chunks.splice(index, 2, [...chunk, ...next]);
  }

  /** The first that ends with this entry or later; the number of chunks where none does. */
  #chunkOf(entry: Entry): number {
    return firstWhere(this.#chunks.length, (index) => {
      const last = this.#chunks[index]?.at(-1);
      return last !== undefined && compare(last, entry) >= 0;
    });
  }
}

function placeIn(chunk: readonly Entry[], entry: Entry): number {
  return firstWhere(chunk.length, (index) => {
    const there = chunk[index];
    return there !== undefined && compare(there, entry) >= 0;
  });
}

/** Of so many, those for which it holds being the last ones. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
