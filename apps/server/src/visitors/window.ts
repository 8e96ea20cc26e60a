import type { VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import type { OrderedRows } from "./ordered-rows.ts";

/** What one dashboard looks at, and what it was sent of it. */
export class Watch {
  window: VisitorWindow;
  #sent = new Map<string, VisitorRow>();
  #order: string[] = [];
  #total = -1;

  constructor(window: VisitorWindow) {
    this.window = window;
  }

  /** The frame that brings the watcher up to date; null when nothing that it sees has changed [VI6]. */
  update(rows: OrderedRows): WindowFrame | null {
    const { total, visible } = this.#look(rows);
    const order = visible.map(({ visitorId }) => visitorId);
    const changed = visible.filter((row) => this.#sent.get(row.visitorId) !== row);
    const isSame = total === this.#total && changed.length === 0 && sameOrder(order, this.#order);
    if (isSame) return null;
    this.#sent = new Map(visible.map((row) => [row.visitorId, row]));
    this.#order = order;
    this.#total = total;
    return { t: "visitors", total, offset: this.window.offset, order, rows: changed };
  }

  #look(rows: OrderedRows): { total: number; visible: VisitorRow[] } {
    const { search, sort, offset, limit } = this.window;
    const needle = search.trim().toLowerCase();
    if (needle === "") return { total: rows.size, visible: rows.slice(sort, offset, limit) };
    const found = rows.filter(sort, (text) => text.includes(needle));
    return { total: found.length, visible: found.slice(offset, offset + limit) };
  }
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
