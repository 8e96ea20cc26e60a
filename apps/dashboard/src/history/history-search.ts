import type { HistoryKind, HistoryQuery } from "@causerie/protocol";

/** What of the History room its address holds. `from`, `until`: days as YYYY-MM-DD, both included. */
export type HistorySearch = {
  kind?: HistoryKind | undefined;
  from?: string | undefined;
  until?: string | undefined;
  agent?: number | undefined;
  department?: number | undefined;
  rating?: "good" | "bad" | undefined;
  tag?: string | undefined;
};

const KINDS = { chats: true, messages: true, unread: true } satisfies Record<HistoryKind, true>;
const RATINGS = { good: true, bad: true } as const;

/** What makes no sense is left out. */
export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  const { kind, from, until, agent, department, rating, tag } = search;
  return {
    ...(isKeyOf(KINDS, kind) && { kind }),
    ...(isDay(from) && { from }),
    ...(isDay(until) && { until }),
    ...(isId(agent) && { agent }),
    ...(isId(department) && { department }),
    ...(isKeyOf(RATINGS, rating) && { rating }),
    ...((typeof tag === "string" || typeof tag === "number") &&
      tag !== "" && { tag: String(tag).slice(0, 140) }),
  };
}

/** Days begin and end at this browser's midnight. */
export function queryOf({ from, until, agent, department, ...rest }: HistorySearch): HistoryQuery {
  return {
    ...definedOf(rest),
    ...(from !== undefined && { from: midnight(from, 0) }),
    ...(until !== undefined && { until: midnight(until, 1) }),
    ...(agent !== undefined && { agentId: agent }),
    ...(department !== undefined && { departmentId: department }),
  };
}

/** As the server reads it, in one order, so that the same filters are the same address. */
export function addressOf(query: HistoryQuery): string {
  const entries = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(entries).toString();
}

export function isFiltered(search: HistorySearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}

function definedOf({ kind, rating, tag }: Pick<HistorySearch, "kind" | "rating" | "tag">): HistoryQuery {
  return {
    ...(kind !== undefined && { kind }),
    ...(rating !== undefined && { rating }),
    ...(tag !== undefined && { tag }),
  };
}

function midnight(day: string, daysLater: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

function isKeyOf<Key extends string>(keys: Record<Key, true>, value: unknown): value is Key {
  return typeof value === "string" && Object.hasOwn(keys, value);
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}
