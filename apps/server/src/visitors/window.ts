import type { EpochMs } from "@causerie/domain";
import type { VisitorFilter, VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
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
  update(rows: OrderedRows, now: EpochMs): WindowFrame | null {
    const { total, visible } = this.#look(rows, now);
    const order = visible.map(({ visitorId }) => visitorId);
    const changed = visible.filter((row) => this.#sent.get(row.visitorId) !== row);
    const isSame = total === this.#total && changed.length === 0 && sameOrder(order, this.#order);
    if (isSame) return null;
    this.#sent = new Map(visible.map((row) => [row.visitorId, row]));
    this.#order = order;
    this.#total = total;
    return { t: "visitors", total, offset: this.window.offset, order, rows: changed };
  }

  /** What it shows may change by the clock alone. */
  get followsTime(): boolean {
    return this.window.filter?.onSiteLongerThanMs !== undefined;
  }

  #look(rows: OrderedRows, now: EpochMs): { total: number; visible: VisitorRow[] } {
    const { search, filter, sort, offset, limit } = this.window;
    const needle = search.trim().toLowerCase();
    const isAll = needle === "" && (!filter || Object.keys(filter).length === 0);
    if (isAll) return { total: rows.size, visible: rows.slice(sort, offset, limit) };
    const found = rows.filter(
      sort,
      (row, text) => (!filter || passes(row, filter, now)) && (needle === "" || text().includes(needle)),
    );
    return { total: found.length, visible: found.slice(offset, offset + limit) };
  }
}

/** [VI8] */
function passes(row: VisitorRow, filter: VisitorFilter, now: EpochMs): boolean {
  const { itemsInCart, onSiteLongerThanMs, notInChat } = filter;
  if (itemsInCart && !(row.cart && row.cart.items > 0)) return false;
  if (onSiteLongerThanMs !== undefined && now - row.onSiteSince <= onSiteLongerThanMs) return false;
  return !(notInChat && row.chatId !== null);
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
