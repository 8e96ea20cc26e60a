import type { VisitorLine, WatchedWindow } from "@causerie/client";
import type { VisitorGroup, VisitorRow } from "@causerie/protocol";
import { expect, test } from "vitest";
import { heldOrder } from "./held-order.ts";

// The order looks at nothing else of a row or a group.
const row = (visitorId: string, visits = 1): VisitorLine => ({
  kind: "visitor",
  row: { visitorId, visits } as VisitorRow,
});
const group = (key: string, count: number): VisitorLine => ({
  kind: "group",
  group: { key, count } as VisitorGroup,
});
const window = (shown: readonly VisitorLine[], watch = 1): WatchedWindow => ({
  watch,
  total: shown.length,
  lines: shown.length,
  offset: 0,
  groupBy: null,
  shown,
});

test("[VI21] the lines stay in their places, whoever comes, moves or leaves", () => {
  const before = window([row("a"), row("b"), row("c")]);
  const now = window([row("new"), row("c"), row("a"), row("another")]);
  expect(heldOrder(before, now)).toEqual(before);
});

test("[VI21] what they say goes on meanwhile", () => {
  const before = window([group("active", 2), row("a"), row("b")]);
  const now = window([group("active", 3), row("b", 7), row("new"), row("a")]);
  expect(heldOrder(before, now)?.shown).toEqual([group("active", 3), row("a"), row("b", 7)]);
});

test("[VI21] a visitor and a group of one name are two", () => {
  const before = window([group("a", 1), row("a")]);
  expect(heldOrder(before, window([row("a", 2), group("a", 5)]))?.shown).toEqual([
    group("a", 5),
    row("a", 2),
  ]);
});

test("[VI21] another search, order or place in the list is shown at once", () => {
  const now = window([row("b"), row("a")], 2);
  expect(heldOrder(window([row("a"), row("b")], 1), now)).toBe(now);
  expect(heldOrder(null, now)).toBe(now);
  expect(heldOrder(now, null)).toBeNull();
});
