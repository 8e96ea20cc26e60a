import Type, { type Static } from "typebox";
import type { FileTypeName } from "./file-types.ts";

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

/** What the site says of who the visitor is: `causerie.identify`. A claim, unverified [DE7]. */
export const Identity = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 1000 })),
  email: Type.Optional(Type.String({ maxLength: 1000 })),
  phone: Type.Optional(Type.String({ maxLength: 1000 })),
});
export type Identity = Static<typeof Identity>;

/** Who a visitor is, as they themselves are told: never what agents note about them. */
export type OwnDetails = {
  visitorId: string;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
};

/** A visit before the present one. Times are epoch ms. */
export type EarlierVisit = { startedAt: number; durationMs: number; pages: number; landing: Page };

/** Where an address is; null when the database does not know it [VI5]. `countryCode`: ISO 3166-1 alpha-2. */
export type Place =
  | { kind: "local" }
  | { kind: "place"; city: string | null; region: string | null; countryCode: string };

export type Device = { browser: string; system: string; phone: boolean };

/** `searchTerm`: where the engine still tells it. */
export type Referrer = {
  url: string;
  host: string;
  searchEngine: string | null;
  searchTerm: string | null;
};

/** [VI4] */
export type VisitorStatus =
  | { kind: "requesting" }
  | { kind: "served"; by: string[] }
  /** Handed over to them, and not opened yet [IN3]. */
  | { kind: "assigned"; to: string[] }
  | { kind: "idle" }
  | { kind: "browsing" }
  /** Left the site [VI14]. `since`: epoch ms. */
  | { kind: "offline"; since: number };

/** What was written last in the open chat [VI12]: text cut to a line, or the name of a file. `at`: epoch ms. */
export type LatestMessage = { from: "visitor" | "agent"; text: string; isFile: boolean; at: number };

/**
 * One row of the visitor list. `onSiteSince`, `pageSince`: epoch ms. `name` null: *Visitor* and the number.
 * `visits`: of the past year. `hasClickedChat`: the panel is open and there is no chat [VI11]. `departmentId`,
 * `queueNumber`, `message`: of the open chat.
 */
export type VisitorRow = {
  visitorId: string;
  number: number;
  name: string | null;
  place: Place | null;
  page: Page;
  pageSince: number;
  status: VisitorStatus;
  isIdle: boolean;
  hasClickedChat: boolean;
  onSiteSince: number;
  visits: number;
  chats: number;
  referrer: Referrer | null;
  device: Device;
  cart: Cart | null;
  chatId: string | null;
  departmentId: number | null;
  queueNumber: number | null;
  message: LatestMessage | null;
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
  /** Newest first, at most 20. */
  earlierVisits: EarlierVisit[];
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
  /** [SE9] What may be sent, the pictures always among them. */
  fileTypes: FileTypeName[];
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
