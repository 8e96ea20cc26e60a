import type { Rating } from "@causerie/domain";
import Type, { type Static } from "typebox";
import { RatingField } from "./commands.ts";

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const EpochMs = Type.Integer({ minimum: 0, maximum: 8.64e15 });
/** Where a page ends, as the answer before gave it: started at, and the chat's id. */
const Cursor = Type.String({ maxLength: 90, pattern: "^\\d{1,16}_[\\w.:-]{1,64}$" });

/** `unread`: offline messages that nobody has read. */
export const HistoryKind = Type.Union([
  Type.Literal("chats"),
  Type.Literal("messages"),
  Type.Literal("unread"),
]);
export type HistoryKind = Static<typeof HistoryKind>;

/** Query of `GET /dashboard-api/history`. All that is named holds [HI4]. `from`, `until`: of the start, `until` excluded. */
export const HistoryQuery = Type.Object({
  kind: Type.Optional(HistoryKind),
  from: Type.Optional(EpochMs),
  until: Type.Optional(EpochMs),
  agentId: Type.Optional(Id),
  departmentId: Type.Optional(Id),
  rating: Type.Optional(RatingField),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 140 })),
  before: Type.Optional(Cursor),
});
export type HistoryQuery = Static<typeof HistoryQuery>;

/** Query of `GET /dashboard-api/visitors/{visitorId}/chats`. `except`: the chat that is open beside. */
export const PastChatsQuery = Type.Object({
  except: Type.Optional(Type.String({ maxLength: 64 })),
  before: Type.Optional(Cursor),
});
export type PastChatsQuery = Static<typeof PastChatsQuery>;

/** A chat that is over, or a message left while nobody was online. Times are epoch ms. */
export type HistoryRow = {
  chatId: string;
  kind: "chat" | "message";
  startedAt: number;
  /** Null for a message. */
  endedAt: number | null;
  /** From the first message to the last; null for an offline message, and where nothing was written. */
  durationMs: number | null;
  visitor: { visitorId: string; number: number; name: string | null; email: string | null };
  /** Names of those who took part, in the order in which they joined. */
  agents: string[];
  department: string | null;
  rating: Rating | null;
  tags: string[];
  /** The beginning of the first message, or the first file's name; null where nothing was written. */
  firstLine: string | null;
  unread: boolean;
};

/** `next`: what to ask for as `before` to go on; null at the end. */
export type HistoryPage = { rows: HistoryRow[]; next: string | null };

/** `isClaimed`: of another visitor who gave the same e-mail, which nobody has verified [HI3]. */
export type PastChat = HistoryRow & { isClaimed: boolean };
export type PastChatsPage = { rows: PastChat[]; next: string | null };
