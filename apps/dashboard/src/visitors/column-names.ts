import type { Words } from "../words/en.ts";

export type ColumnName = keyof Words["column"];

/** In the order in which they stand. The visitor is always there. */
export const COLUMN_NAMES: readonly ColumnName[] = [
  "visitor",
  "status",
  "online",
  "message",
  "viewing",
  "cart",
  "place",
  "visits",
  "chats",
  "referrer",
  "agent",
  "department",
  "device",
];

/** Served by stands in the status, and not every company has departments. */
export const DEFAULT_COLUMNS = COLUMN_NAMES.filter((name) => name !== "agent" && name !== "department");
