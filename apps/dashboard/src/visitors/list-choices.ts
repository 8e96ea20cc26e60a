import { COLUMN_NAMES, type ColumnName, DEFAULT_COLUMNS } from "./column-names.ts";
import { type GroupChoice, isGroupChoice, isView, type View } from "./list-search.ts";

/** What an agent has chosen of the list, for all visits to it. `collapsed`: keys of groups, by what they group. */
export type ListChoices = {
  group: GroupChoice;
  view: View;
  columns: readonly ColumnName[];
  collapsed: Partial<Record<GroupChoice, readonly string[]>>;
};

export const DEFAULT_CHOICES: ListChoices = {
  group: "activity",
  view: "list",
  columns: DEFAULT_COLUMNS,
  collapsed: {},
};

/** Older ones are forgotten: the server takes as many. */
const MOST_COLLAPSED = 100;

/** What the browser kept may be of an older version, or anything. */
export function readChoices(kept: Partial<Record<keyof ListChoices, unknown>>): ListChoices {
  const { group, view, columns, collapsed } = kept;
  return {
    group: isGroupChoice(group) ? group : DEFAULT_CHOICES.group,
    view: isView(view) ? view : DEFAULT_CHOICES.view,
    columns: Array.isArray(columns) ? COLUMN_NAMES.filter((name) => columns.includes(name)) : DEFAULT_COLUMNS,
    collapsed: readCollapsed(collapsed),
  };
}

function readCollapsed(collapsed: unknown): ListChoices["collapsed"] {
  if (typeof collapsed !== "object" || collapsed === null) return {};
  const lists = Object.entries(collapsed).filter(([group, keys]) => isGroupChoice(group) && isTexts(keys));
  return Object.fromEntries(lists);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

export function withColumn(columns: readonly ColumnName[], name: ColumnName, isShown: boolean): ColumnName[] {
  return COLUMN_NAMES.filter((known) => (known === name ? isShown : columns.includes(known)));
}

export function withCollapsed(keys: readonly string[], key: string, isCollapsed: boolean): string[] {
  const others = keys.filter((known) => known !== key);
  return isCollapsed ? [...others, key].slice(-MOST_COLLAPSED) : others;
}
