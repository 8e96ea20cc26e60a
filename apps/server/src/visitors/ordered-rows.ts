import type { SortColumn, VisitorRow, VisitorWindow } from "@causerie/protocol";
import { sortKey } from "./sort-key.ts";

type Key = string | number;
type Entry = { key: Key; id: string };

/**
 * The rows of one site in every order that somebody looks at, each kept up by insertion, so that a tick costs
 * what changed and what is watched rather than a sort of all.
 */
export class OrderedRows {
  readonly #rows = new Map<string, VisitorRow>();
  readonly #orders = new Map<SortColumn, Order>();
  readonly #texts = new Map<string, { row: VisitorRow; text: string }>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): VisitorRow | undefined {
    return this.#rows.get(id);
  }

  set(row: VisitorRow): void {
    this.#rows.set(row.visitorId, row);
    for (const [column, order] of this.#orders) order.set(row.visitorId, sortKey(column, row));
  }

  delete(id: string): void {
    this.#rows.delete(id);
    this.#texts.delete(id);
    for (const order of this.#orders.values()) order.delete(id);
  }

  slice(sort: VisitorWindow["sort"], offset: number, limit: number): VisitorRow[] {
    const { entries } = this.#order(sort.column);
    const [from, to] = sort.descending
      ? [entries.length - offset - limit, entries.length - offset]
      : [offset, offset + limit];
    const page = entries.slice(Math.max(from, 0), Math.max(to, 0));
    if (sort.descending) page.reverse();
    return page.flatMap(({ id }) => this.#rows.get(id) ?? []);
  }

  /** Every row that passes, in order. `text`: what is searched, made when asked for. */
  filter(
    sort: VisitorWindow["sort"],
    passes: (row: VisitorRow, text: () => string) => boolean,
  ): VisitorRow[] {
    const all = this.slice(sort, 0, this.size);
    return all.filter((row) => passes(row, () => this.#textOf(row)));
  }

  /** Only orders that somebody looks at are kept up. */
  keepOnly(columns: ReadonlySet<SortColumn>): void {
    for (const column of this.#orders.keys()) if (!columns.has(column)) this.#orders.delete(column);
  }

  #order(column: SortColumn): Order {
    const known = this.#orders.get(column);
    if (known) return known;
    const order = new Order(
      [...this.#rows.values()].map((row) => ({ id: row.visitorId, key: sortKey(column, row) })),
    );
    this.#orders.set(column, order);
    return order;
  }

  #textOf(row: VisitorRow): string {
    const known = this.#texts.get(row.visitorId);
    if (known?.row === row) return known.text;
    const text = searchableText(row);
    this.#texts.set(row.visitorId, { row, text });
    return text;
  }
}

class Order {
  entries: Entry[];
  readonly #keys: Map<string, Key>;

  constructor(entries: Entry[]) {
    this.entries = entries.sort(compare);
    this.#keys = new Map(entries.map(({ id, key }) => [id, key]));
  }

  set(id: string, key: Key): void {
    if (this.#keys.get(id) === key) return;
    this.delete(id);
    this.#keys.set(id, key);
    this.entries.splice(this.#indexOf({ id, key }), 0, { id, key });
  }

  delete(id: string): void {
    const key = this.#keys.get(id);
    if (key === undefined) return;
    this.#keys.delete(id);
    this.entries.splice(this.#indexOf({ id, key }), 1);
  }

  /** Where it is, or where it belongs. */
  #indexOf(entry: Entry): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.entries[middle];
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

function searchableText(row: VisitorRow): string {
  const place = row.place?.kind === "place" ? `${row.place.city ?? ""} ${row.place.countryCode}` : "";
  const served = row.status.kind === "served" ? row.status.by.join(" ") : "";
  const parts = [
    row.name ?? "",
    row.number,
    row.page.title,
    row.page.url,
    place,
    served,
    row.referrer?.host ?? "",
  ];
  return parts.join("\n").toLowerCase();
}
