import type { ChatState, RecordedEvent, RecordedVisitorEvent, Refusal, VisitorView } from "@causerie/domain";
import Type, { type Static } from "typebox";
import { AgentCommand, VisitorCommand } from "./commands.ts";
import type { LinksFrame, UploadFrame } from "./files.ts";
import {
  type AccountSettings,
  AgentStatus,
  Cart,
  type Colleague,
  type DepartmentSummary,
  Identity,
  IdleTimeout,
  type OwnDetails,
  Page,
  type VisitorDetails,
} from "./resources.ts";
import { MOST_CHATS_NAMED } from "./version.ts";
import { VisitorWindow, type WindowFrame } from "./visitor-list.ts";

/** How far the client has read a chat: the head that its last delivery brought it to [DL8]. */
export const Held = Type.Object({
  chatId: Type.String({ maxLength: 64 }),
  upTo: Type.Integer({ minimum: 0 }),
});
export type Held = Static<typeof Held>;

const CommandIdField = Type.String({ minLength: 8, maxLength: 64, pattern: "^[A-Za-z0-9_-]+$" });
/** What PostgreSQL keeps as an integer. */
const Seq = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });
const ChatIdField = Type.String({ minLength: 1, maxLength: 64 });
/** A file is to be sent: where to put it. `id`: of the command that will send it. */
export const UploadAsk = Type.Object({
  t: Type.Literal("upload"),
  id: CommandIdField,
  name: Type.String({ maxLength: 2000 }),
  sizeBytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
});
export type UploadAsk = Static<typeof UploadAsk>;

/** Where these files are, until their addresses expire [FI9]. */
export const LinksAsk = Type.Object({
  t: Type.Literal("links"),
  fileIds: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 }),
});
export type LinksAsk = Static<typeof LinksAsk>;
const Ping = Type.Object({ t: Type.Literal("ping") });

/** First frame of a visitor. `token`: made by the browser (docs/adr/0002), null is refused [DO1]. */
export const VisitorHello = Type.Object({
  t: Type.Literal("hello"),
  v: Type.Integer(),
  key: Type.String({ maxLength: 64 }),
  token: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  page: Page,
  referrer: Type.String({ maxLength: 2000 }),
  language: Type.String({ maxLength: 35 }),
  idle: Type.Boolean(),
  cart: Type.Union([Cart, Type.Null()]),
  /** The panel is open; a widget from before does not say. */
  panel: Type.Optional(Type.Boolean()),
  chats: Type.Array(Held, { maxItems: 4 }),
});
export type VisitorHello = Static<typeof VisitorHello>;

/** What the widget sends. */
export const VisitorFrame = Type.Union([
  VisitorHello,
  Type.Object({ t: Type.Literal("command"), id: CommandIdField, command: VisitorCommand }),
  Type.Object({ t: Type.Literal("typing"), on: Type.Boolean() }),
  Type.Object({ t: Type.Literal("page"), page: Page }),
  /** The tab came to the front: its page is the one looked at [VI2]. */
  Type.Object({ t: Type.Literal("look") }),
  Type.Object({ t: Type.Literal("idle"), idle: Type.Boolean() }),
  Type.Object({ t: Type.Literal("cart"), cart: Type.Union([Cart, Type.Null()]) }),
  /** The panel was opened or closed [VI11]. */
  Type.Object({ t: Type.Literal("panel"), open: Type.Boolean() }),
  /** [DE7] Said again after every welcome. */
  Type.Object({ t: Type.Literal("identify"), identity: Identity }),
  Type.Object({ t: Type.Literal("older"), chatId: ChatIdField, before: Seq }),
  UploadAsk,
  LinksAsk,
  Ping,
]);
export type VisitorFrame = Static<typeof VisitorFrame>;

/** First frame of an agent's dashboard; who it is, the cookie said at the upgrade. */
export const AgentHello = Type.Object({
  t: Type.Literal("hello"),
  v: Type.Integer(),
  chats: Type.Array(Held, { maxItems: MOST_CHATS_NAMED }),
});
export type AgentHello = Static<typeof AgentHello>;

/** What the dashboard sends. */
export const AgentFrame = Type.Union([
  AgentHello,
  Type.Object({ t: Type.Literal("command"), id: CommandIdField, command: AgentCommand }),
  /** Read a chat without being in it: a peek, or one that ended. `close` stops that. */
  Type.Object({ t: Type.Literal("open"), chatId: ChatIdField }),
  Type.Object({ t: Type.Literal("close"), chatId: ChatIdField }),
  /** `isNote`: among agents, so no visitor hears of it [WT1]. Left out, it is a message. */
  Type.Object({
    t: Type.Literal("typing"),
    chatId: ChatIdField,
    on: Type.Boolean(),
    isNote: Type.Optional(Type.Boolean()),
  }),
  /** I have read up to here; follows on all my tabs. */
  Type.Object({ t: Type.Literal("read"), chatId: ChatIdField, seq: Seq }),
  Type.Object({ t: Type.Literal("older"), chatId: ChatIdField, before: Seq }),
  Type.Object({ t: Type.Literal("status"), status: AgentStatus }),
  /** [ST7] Nothing was touched on this dashboard for the agent's idle time-out, or something is again. */
  Type.Object({ t: Type.Literal("idle"), idle: Type.Boolean() }),
  Type.Object({
    t: Type.Literal("idle-timeout"),
    idleTimeout: Type.Union([IdleTimeout, Type.Null()]),
  }),
  /** One window of the visitor list a socket; null stops it. `id`: which its frames then carry. */
  Type.Object({
    t: Type.Literal("watch"),
    id: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }),
    window: Type.Union([VisitorWindow, Type.Null()]),
  }),
  /** Live details of these visitors, for the info panels that are open. */
  Type.Object({
    t: Type.Literal("details"),
    visitorIds: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 }),
  }),
  UploadAsk,
  LinksAsk,
  Ping,
]);
export type AgentFrame = Static<typeof AgentFrame>;

/** The end of a log and what it folds to, at `upTo`. `entries`: the last 100; `hasOlder`: there are more. */
export type Snapshot<View, Entry> = {
  kind: "snapshot";
  chatId: string;
  upTo: number;
  view: View;
  entries: Entry[];
  hasOlder: boolean;
};
/** What came after the `upTo` that the client holds. */
export type Resumed<Entry> = {
  kind: "resumed";
  chatId: string;
  from: number;
  upTo: number;
  entries: Entry[];
};

/** `from`, `upTo`: the numbers that this delivery spans, those of events that the reader may not see included. */
export type EventsFrame<Entry> = {
  t: "events";
  chatId: string;
  from: number;
  upTo: number;
  entries: Entry[];
};

export type AckFrame = { t: "ack"; id: string; chatId: string; firstSeq: number; lastSeq: number };
/** An edit of details is stored, or a mail owed. What it wrote in a chat, if anything, comes as the chat's events. */
export type DoneFrame = { t: "done"; id: string };
export type RefusedFrame = {
  t: "refused";
  id: string;
  /**
   * `too-many-transcripts`: for an hour [MA9]. `defect`: ours, logged with the command's id; nothing was changed.
   */
  refusal:
    | Refusal
    | { reason: "not-found" }
    | { reason: "slow-down" }
    | { reason: "too-many-transcripts" }
    | { reason: "defect" };
};
/** `name`: null is the visitor. */
export type TypingFrame = { t: "typing"; chatId: string; name: string | null; on: boolean };
export type OlderFrame<Entry> = {
  t: "older";
  chatId: string;
  before: number;
  entries: Entry[];
  hasOlder: boolean;
};
/** The frame before was not understood [DO3]: where, and what was expected. */
export type FaultFrame = { t: "fault"; field: string; expected: string };
export type ByeFrame = { t: "bye"; because: "draining"; retryAfterMs: number };

type Both<View, Entry> =
  | { t: "chat"; chat: Snapshot<View, Entry> }
  | EventsFrame<Entry>
  | AckFrame
  | DoneFrame
  | RefusedFrame
  | TypingFrame
  | OlderFrame<Entry>
  | UploadFrame
  | LinksFrame
  | FaultFrame
  | ByeFrame
  | { t: "pong" };

export type VisitorSnapshot = Snapshot<VisitorView, RecordedVisitorEvent>;
export type VisitorServerFrame =
  | Both<VisitorView, RecordedVisitorEvent>
  | {
      t: "welcome";
      v: number;
      token: string;
      visitor: OwnDetails;
      /** The open chat and those that the client named; what it named and is not here is dropped [DL9]. */
      chats: (VisitorSnapshot | Resumed<RecordedVisitorEvent>)[];
      pingMs: number;
      site: Site;
    }
  | { t: "site"; site: Site }
  /** [DE5] Their details have changed. */
  | { t: "visitor"; visitor: OwnDetails };

/** What the widget shows and offers of the account. */
export type Site = SiteStatus & {
  ratingEnabled: boolean;
  /** Mail is set up [MA8]; a server from before does not say. */
  mailsTranscripts?: true;
  /** [SE9] For the file chooser, as ".pdf,.png"; a server from before does not say. */
  accept?: string;
};
/** [ST2] [ST3] `departments`: the enabled ones. */
export type SiteStatus = {
  status: AccountStatus;
  departments: { departmentId: number; name: string; status: AccountStatus }[];
};
/** Away still takes chats; offline takes messages. */
export type AccountStatus = "online" | "away" | "offline";

/** The agent whose dashboard it is. */
export type Me = {
  agentId: number;
  name: string;
  email: string;
  status: AgentStatus;
  idleTimeout: IdleTimeout | null;
};

export type AgentSnapshot = Snapshot<ChatState, RecordedEvent>;
export type AgentServerFrame =
  | Both<ChatState, RecordedEvent>
  | {
      t: "welcome";
      v: number;
      me: Me;
      colleagues: Colleague[];
      /** My chats and those that the client named; what it named and is not here is dropped [DL9]. */
      chats: (AgentSnapshot | Resumed<RecordedEvent>)[];
      reads: { chatId: string; seq: number }[];
      departments: DepartmentSummary[];
      settings: AccountSettings;
      queue: Queue;
      visitorsHere: number;
      unread: number;
      pingMs: number;
    }
  | { t: "dropped"; chatId: string }
  | { t: "queue"; queue: Queue }
  | { t: "read"; chatId: string; seq: number }
  /** `becauseIdle`: by the agent's idle time-out, not by the agent [ST7]. */
  | { t: "status"; status: AgentStatus; becauseIdle: boolean }
  | { t: "idle-timeout"; idleTimeout: IdleTimeout | null }
  | { t: "colleagues"; colleagues: Colleague[] }
  | { t: "departments"; departments: DepartmentSummary[] }
  | { t: "settings"; settings: AccountSettings }
  /** Visitors on the site, for the left bar. */
  | { t: "here"; count: number }
  /** [HI2] Offline messages that nobody has read. */
  | { t: "unread"; count: number }
  | WindowFrame
  | { t: "details"; visitor: VisitorDetails };

/**
 * The requests that this agent is offered: how many, and the oldest. `onlyExcluded`: how many more wait for whom nobody
 * is online but agents who transferred them away, this one among them [TR6].
 */
export type Queue = {
  count: number;
  oldest: { chatId: string; since: number } | null;
  onlyExcluded: number;
};
