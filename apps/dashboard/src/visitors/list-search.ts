import type { Grouping, SortColumn, VisitorFilter } from "@causerie/protocol";

/** `cart`: with items in it. `longer`: minutes on the site. `free`: not in a chat [VI8]. */
export type ListFilter = {
  cart?: true | undefined;
  longer?: number | undefined;
  free?: true | undefined;
};

/**
 * What of the visitor list its address holds. `sort`: a column, with "-" before it when descending. `group` and
 * `view`: those that the agent chose last, where the address does not say.
 */
export type ListSearch = ListFilter & {
  q?: string | undefined;
  sort?: Sorting | undefined;
  group?: GroupChoice | undefined;
  view?: View | undefined;
};
export type Sorting = SortColumn | `-${SortColumn}`;
export type GroupChoice = Grouping | "none";
export type View = "list" | "visual";

/** The protocol's own lists would bring its schemas along (13 kB). */
const COLUMNS = {
  onSite: true,
  name: true,
  page: true,
  place: true,
  status: true,
  visits: true,
  chats: true,
  message: true,
  referrer: true,
  agent: true,
  department: true,
  device: true,
  cart: true,
} satisfies Record<SortColumn, true>;

const GROUPS = {
  activity: true,
  pageTitle: true,
  pageUrl: true,
  country: true,
  agent: true,
  department: true,
  browser: true,
  referrer: true,
  searchTerm: true,
  none: true,
} satisfies Record<GroupChoice, true>;

// The keys of a record are its keys.
export const GROUP_CHOICES = Object.keys(GROUPS) as GroupChoice[];

/** Statuses stand in the order of their urgency: who waits comes first. */
export const DEFAULT_SORTING: Sorting = "status";

/** What one wants to see the most of. */
const MOST_FIRST: ReadonlySet<SortColumn> = new Set(["visits", "onSite", "chats", "cart", "message"]);

/** A week, the longest that the server takes. */
export const MOST_MINUTES = 7 * 24 * 60;

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const { q, sort, cart, longer, free, group, view } = search;
  return {
    ...(cart === true && { cart }),
    ...(isMinutes(longer) && { longer }),
    ...(free === true && { free }),
    ...((typeof q === "string" || typeof q === "number") && q !== "" && { q: String(q).slice(0, 200) }),
    ...(isSorting(sort) && sort !== DEFAULT_SORTING && { sort }),
    ...(isGroupChoice(group) && { group }),
    ...(isView(view) && { view }),
  };
}

export function filterOf({ cart, longer, free }: ListFilter): VisitorFilter {
  return {
    ...(cart && { itemsInCart: cart }),
    ...(longer !== undefined && { onSiteLongerThanMs: longer * 60_000 }),
    ...(free && { notInChat: free }),
  };
}

export function isFiltered({ cart, longer, free }: ListFilter): boolean {
  return cart === true || free === true || longer !== undefined;
}

export function isMinutes(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_MINUTES;
}

function isSorting(value: unknown): value is Sorting {
  return typeof value === "string" && Object.hasOwn(COLUMNS, value.replace(/^-/, ""));
}

export function isGroupChoice(value: unknown): value is GroupChoice {
  return typeof value === "string" && Object.hasOwn(GROUPS, value);
}

export function isView(value: unknown): value is View {
  return value === "list" || value === "visual";
}

export function sortOf(sorting: Sorting): { column: SortColumn; descending: boolean } {
  const descending = sorting.startsWith("-");
  // Without its sign, a sorting is a column.
  return { column: (descending ? sorting.slice(1) : sorting) as SortColumn, descending };
}

/** The next sorting after a click: the same column turns round, another one starts where it is most useful. */
export function sortedBy(column: SortColumn, current: Sorting): Sorting {
  const { column: now, descending } = sortOf(current);
  if (now === column) return descending ? column : `-${column}`;
  return MOST_FIRST.has(column) ? `-${column}` : column;
}
