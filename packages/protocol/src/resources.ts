import Type, { type Static } from "typebox";

/** One page view of a visitor. Addresses and titles are cut by the client to these lengths. */
export const Page = Type.Object({
  url: Type.String({ maxLength: 2000 }),
  title: Type.String({ maxLength: 300 }),
});
export type Page = Static<typeof Page>;

/** What the site says that the visitor holds: `causerie.set({cart})`. `currency`: ISO 4217. */
export const Cart = Type.Object({
  items: Type.Integer({ minimum: 0, maximum: 100_000 }),
  total: Type.Number({ minimum: 0, maximum: 1e9 }),
  currency: Type.String({ pattern: "^[A-Z]{3}$" }),
});
export type Cart = Static<typeof Cart>;

/** Where an address is; null when the database does not know it [VI5]. `countryCode`: ISO 3166-1 alpha-2. */
export type Place =
  | { kind: "local" }
  | { kind: "place"; city: string | null; region: string | null; countryCode: string };

export type Device = { browser: string; system: string; phone: boolean };

export type Referrer = { url: string; host: string; searchEngine: string | null };

/** [VI4] */
export type VisitorStatus =
  | { kind: "requesting" }
  | { kind: "served"; by: string[] }
  | { kind: "idle" }
  | { kind: "browsing" };

/** One row of the visitor list. `onSiteSince`, `pageSince`: epoch ms. `name` null: *Visitor* and the number. */
export type VisitorRow = {
  visitorId: string;
  number: number;
  name: string | null;
  place: Place | null;
  page: Page;
  pageSince: number;
  status: VisitorStatus;
  onSiteSince: number;
  visits: number;
  chats: number;
  referrer: Referrer | null;
  device: Device;
  cart: Cart | null;
  chatId: string | null;
};

/** What the info panel shows: the row while the visitor is here, what was stored when not. */
export type VisitorDetails = {
  visitorId: string;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  notes: string;
  here: VisitorRow | null;
  /** The last known place and device of a visitor who is not here. */
  place: Place | null;
  device: Device | null;
  visits: number;
  chats: number;
  lastSeenAt: number;
  /** Pages of this visit, oldest first, at most 50. */
  path: { page: Page; at: number }[];
};

export const AgentStatus = Type.Union([
  Type.Literal("online"),
  Type.Literal("away"),
  Type.Literal("invisible"),
]);
export type AgentStatus = Static<typeof AgentStatus>;

/** [ST7] Personal. `afterMinutes`: without mouse, key or touch on any of the agent's dashboards. */
export const IdleTimeout = Type.Object({
  afterMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
  status: Type.Union([Type.Literal("away"), Type.Literal("invisible")]),
  ignoreWhileChatting: Type.Boolean(),
});
export type IdleTimeout = Static<typeof IdleTimeout>;

/** What administrators set for the whole account. */
export type AccountSettings = TimeOuts & {
  /** [RA1] Off until enabled. */
  ratingEnabled: boolean;
  /** [TR3] A chat may be transferred to a department with nobody online, if the agent insists. */
  offlineTransfers: boolean;
};

/** [SE6] Until an administrator changes them, the installation's own. */
export type TimeOuts = {
  /** How long the chats of a disconnected agent wait for them before they are queued again [CH10]. */
  agentGoneAfterMs: number;
  /** How long after the visitor's last page was closed their chat ends [CH13]. */
  visitorGoneAfterMs: number;
  /** How long a chat may stay silent, with the page open, before it ends [CH14]. */
  chatIdleAfterMs: number;
};

/** A department, as agents see it. `online`: members who are connected with the status Online. */
export type DepartmentSummary = {
  departmentId: number;
  name: string;
  description: string;
  enabled: boolean;
  members: number[];
  online: number[];
};

/** A colleague, as agents see one another. `connected`: at least one dashboard is open. */
export type Colleague = {
  agentId: number;
  name: string;
  email: string;
  status: AgentStatus;
  connected: boolean;
};

export const SORT_COLUMNS = ["onSite", "name", "page", "place", "status", "visits"] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** Those visitors for whom all that is named holds [VI8]. */
export const VisitorFilter = Type.Object({
  itemsInCart: Type.Optional(Type.Literal(true)),
  onSiteLongerThanMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 * 24 * 3_600_000 })),
  notInChat: Type.Optional(Type.Literal(true)),
});
export type VisitorFilter = Static<typeof VisitorFilter>;

/** The window of the visitor list that a dashboard looks at [VI6]. `search`: name, page, place or address. */
export const VisitorWindow = Type.Object({
  search: Type.String({ maxLength: 200 }),
  filter: Type.Optional(VisitorFilter),
  sort: Type.Object({
    column: Type.Enum(SORT_COLUMNS),
    descending: Type.Boolean(),
  }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  limit: Type.Integer({ minimum: 1, maximum: 200 }),
});
export type VisitorWindow = {
  search: string;
  filter?: VisitorFilter;
  sort: { column: SortColumn; descending: boolean };
  offset: number;
  limit: number;
};
