import Type, { type Static } from "typebox";
import type { VisitorRow } from "./resources.ts";

export const SORT_COLUMNS = [
  "onSite",
  "name",
  "page",
  "place",
  "status",
  "visits",
  "chats",
  "message",
  "referrer",
  "agent",
  "department",
  "device",
  "cart",
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** What the list may be grouped by [VI9]. `referrer`: the search engine, else the host. */
export const GROUPINGS = [
  "activity",
  "pageTitle",
  "pageUrl",
  "country",
  "agent",
  "department",
  "browser",
  "referrer",
  "searchTerm",
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The keys of the groups by activity, in their order [VI10]. `offline`: left a short while ago [VI14]. */
export const ACTIVITIES = ["incoming", "assigned", "clicked", "served", "active", "idle", "offline"] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Those visitors for whom all that is named holds [VI8]. */
export const VisitorFilter = Type.Object({
  itemsInCart: Type.Optional(Type.Literal(true)),
  onSiteLongerThanMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 * 24 * 3_600_000 })),
  notInChat: Type.Optional(Type.Literal(true)),
});
export type VisitorFilter = Static<typeof VisitorFilter>;

/**
 * The window of the visitor list that a dashboard looks at [VI6], in lines: visitors, and the headings of their groups.
 * `search`: what one sees of a visitor. `collapsed`: keys of groups of which the heading alone is a line.
 * `perGroup`: at most so many visitors of each group are lines. `withOffline`: those who left, as the last group.
 * `language`: by which countries are put in order, such as "fr". `departments`: in the order of their names, which the
 * dashboard knows in that language; those that are missing come behind, by number.
 */
export const VisitorWindow = Type.Object({
  search: Type.String({ maxLength: 200 }),
  filter: Type.Optional(VisitorFilter),
  sort: Type.Object({
    column: Type.Enum(SORT_COLUMNS),
    descending: Type.Boolean(),
  }),
  groupBy: Type.Optional(Type.Enum(GROUPINGS)),
  collapsed: Type.Optional(Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 100 })),
  perGroup: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  withOffline: Type.Optional(Type.Literal(true)),
  language: Type.Optional(Type.String({ pattern: "^[a-z]{2}$" })),
  departments: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 1000 })),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  limit: Type.Integer({ minimum: 1, maximum: 400 }),
});
export type VisitorWindow = {
  search: string;
  filter?: VisitorFilter;
  sort: { column: SortColumn; descending: boolean };
  groupBy?: Grouping;
  collapsed?: string[];
  perGroup?: number;
  withOffline?: true;
  language?: string;
  departments?: number[];
  offset: number;
  limit: number;
};

/** `key`: what its visitors have in common; "" is what is not known or not there. */
export type VisitorGroup = { key: string; count: number; isCollapsed: boolean };

/** A visitor by their id, or the heading of a group by its key. */
export type LineRef = string | { group: string };

/**
 * What changed in the window of that `watch`: the first frame after it carries its whole order. `total`: visitors who
 * pass search and filter, those who left not counted. `lines`: of the whole list. `order`: from line `from` of the
 * window on, `drop` lines make room for those of `add`. `rows`, `groups`: those of the window that are new or changed
 * since the last frame on this socket, of whichever window.
 */
export type WindowFrame = {
  t: "visitors";
  watch: number;
  total: number;
  lines: number;
  order: { from: number; drop: number; add: LineRef[] };
  rows: VisitorRow[];
  groups: VisitorGroup[];
};
