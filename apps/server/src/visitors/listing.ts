import type { EpochMs, VisitorId } from "@causerie/domain";
import type { VisitorFilter, VisitorRow, VisitorWindow } from "@causerie/protocol";
import { type DepartmentRank, departmentRank } from "./department-rank.ts";
import { groupComparer, groupKey } from "./groups.ts";
import { Order } from "./order.ts";
import { searchableText } from "./searchable-text.ts";
import { sortKey } from "./sort-key.ts";

/** What makes one list of visitors another than the next one. */
export type ListQuery = Pick<
  VisitorWindow,
  "search" | "filter" | "sort" | "groupBy" | "language" | "departments"
>;

/** The visitors who have something in common. */
export class Group implements Section {
  readonly key: string;
  readonly order: Order;

  constructor(key: string, order: Order) {
    this.key = key;
    this.order = order;
  }

  get size(): number {
    return this.order.size;
  }

  idAt(index: number): string | undefined {
    return this.order.at(index)?.id;
  }
}

/** A group as one watcher sees it. */
export type Section = {
  readonly key: string;
  readonly size: number;
  idAt(index: number): string | undefined;
};

/**
 * The visitors who pass one search and filter, in their groups and their order, kept up by insertion: a tick costs what
 * changed, however many there are and however many look.
 */
export class Listing {
  /** In their order; none is empty. Without a grouping all are in one, "". */
  readonly groups: Group[] = [];
  total = 0;
  readonly query: ListQuery;
  readonly #needle: string;
  readonly #rankOf: DepartmentRank;
  readonly #compareKeys: (a: string, b: string) => number;
  readonly #byKey = new Map<string, Group>();
  readonly #groupOf = new Map<string, Group>();
  /** Those whom only the time keeps out, the longest on the site first [VI8]. */
  readonly #notYet = new Order();

  constructor(query: ListQuery, rows: Iterable<VisitorRow>, now: EpochMs) {
    this.query = query;
    this.#needle = query.search.trim().toLowerCase();
    this.#rankOf = departmentRank(query.departments);
    this.#compareKeys = groupComparer(query.groupBy ?? "activity", query.language ?? "en", this.#rankOf);
    this.#fill(
      [...rows].filter((row) => this.#passes(row)),
      now,
    );
  }

  /** Equal for equal lists, whichever way round they are read. */
  static keyOf({ search, filter, sort, groupBy, language, departments }: ListQuery): string {
    const { itemsInCart, onSiteLongerThanMs, notInChat } = filter ?? {};
    const asked = [itemsInCart, onSiteLongerThanMs, notInChat];
    const inLanguage = groupBy === "country" ? language : null;
    const byDepartment = sort.column === "department" || groupBy === "department" ? departments : null;
    const order = [sort.column, groupBy, inLanguage, byDepartment];
    return JSON.stringify([search.trim().toLowerCase(), asked, ...order]);
  }

  admits(row: VisitorRow, now: EpochMs): boolean {
    return this.#passes(row) && this.#isLongEnough(row.onSiteSince, now);
  }

  set(row: VisitorRow, now: EpochMs): void {
    const passes = this.#passes(row);
    if (passes && this.#isLongEnough(row.onSiteSince, now)) {
      this.#notYet.delete(row.visitorId);
      this.#place(row);
      return;
    }
    this.#takeOut(row.visitorId);
    if (passes) this.#notYet.set(row.visitorId, row.onSiteSince);
    else this.#notYet.delete(row.visitorId);
  }

  sortKeyOf(row: VisitorRow): string | number {
    return sortKey(this.query.sort.column, row, this.#rankOf);
  }

  delete(id: string): void {
    this.#notYet.delete(id);
    this.#takeOut(id);
  }

  /** Lets in whom only the time kept out. True: there were some. */
  letIn(now: EpochMs, rowOf: (id: VisitorId) => VisitorRow | undefined): boolean {
    let isChanged = false;
    for (let next = this.#notYet.at(0); next; next = this.#notYet.at(0)) {
      if (!this.#isLongEnough(Number(next.key), now)) break;
      this.#notYet.delete(next.id);
      // The ids of a listing are those of rows.
      const row = rowOf(next.id as VisitorId);
      if (row) this.#place(row);
      isChanged = true;
    }
    return isChanged;
  }

  /** Each group sorted once. */
  #fill(rows: VisitorRow[], now: EpochMs): void {
    const byKey = Map.groupBy(
      rows.filter((row) => this.#isLongEnough(row.onSiteSince, now)),
      (row) => this.#keyOf(row),
    );
    for (const [key, members] of byKey) {
      const group = new Group(key, new Order(members.map((row) => this.#entryOf(row))));
      this.#byKey.set(key, group);
      this.groups.push(group);
      for (const { visitorId } of members) this.#groupOf.set(visitorId, group);
    }
    this.groups.sort((a, b) => this.#compareKeys(a.key, b.key));
    this.total = this.#groupOf.size;
    for (const row of rows)
      if (!this.#groupOf.has(row.visitorId)) this.#notYet.set(row.visitorId, row.onSiteSince);
  }

  #place(row: VisitorRow): void {
    const { id, key } = this.#entryOf(row);
    const groupKeyNow = this.#keyOf(row);
    if (this.#groupOf.get(id)?.key !== groupKeyNow) this.#takeOut(id);
    const group = this.#byKey.get(groupKeyNow) ?? this.#open(groupKeyNow);
    group.order.set(id, key);
    this.#groupOf.set(id, group);
    this.total = this.#groupOf.size;
  }

  #open(key: string): Group {
    const group = new Group(key, new Order());
    this.#byKey.set(key, group);
    this.groups.splice(this.#placeOf(key), 0, group);
    return group;
  }

  #takeOut(id: string): void {
    const group = this.#groupOf.get(id);
    if (!group) return;
    this.#groupOf.delete(id);
    this.total = this.#groupOf.size;
    group.order.delete(id);
    if (group.order.size > 0) return;
    this.#byKey.delete(group.key);
    this.groups.splice(this.#placeOf(group.key), 1);
  }

  /** Where the group is, or belongs. */
  #placeOf(key: string): number {
    let low = 0;
    let high = this.groups.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.groups[middle];
      if (there && this.#compareKeys(there.key, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #keyOf(row: VisitorRow): string {
    const { groupBy } = this.query;
    return groupBy ? groupKey(groupBy, row) : "";
  }

  #entryOf(row: VisitorRow): { id: string; key: string | number } {
    return { id: row.visitorId, key: this.sortKeyOf(row) };
  }

  #passes(row: VisitorRow): boolean {
    return passesFilter(row, this.query.filter) && this.#isFound(row);
  }

  #isFound(row: VisitorRow): boolean {
    return this.#needle === "" || searchableText(row).includes(this.#needle);
  }

  #isLongEnough(onSiteSince: EpochMs, now: EpochMs): boolean {
    const { onSiteLongerThanMs } = this.query.filter ?? {};
    return onSiteLongerThanMs === undefined || now - onSiteSince > onSiteLongerThanMs;
  }
}

/** [VI8] But for the time, which passes without a change. */
function passesFilter(row: VisitorRow, filter: VisitorFilter | undefined): boolean {
  const { itemsInCart, notInChat } = filter ?? {};
  if (itemsInCart && !(row.cart && row.cart.items > 0)) return false;
  return !(notInChat && row.chatId !== null);
}
