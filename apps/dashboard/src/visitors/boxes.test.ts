import type { VisitorLine, WatchedWindow } from "@causerie/client";
import type { VisitorRow } from "@causerie/protocol";
import { expect, it } from "vitest";
import { boxesOf } from "./boxes.ts";

// Boxes look at nothing of a row.
const visitor = (visitorId: string): VisitorLine => ({ kind: "visitor", row: { visitorId } as VisitorRow });
const group = (key: string, count: number): VisitorLine => ({
  kind: "group",
  group: { key, count, isCollapsed: false },
});

it("[VI16] every activity has its box, with the visitors under its heading, and Offline is the last", () => {
  const shown = [
    group("incoming", 1),
    visitor("a"),
    group("active", 40),
    visitor("b"),
    visitor("c"),
    group("offline", 0),
  ];
  const window: WatchedWindow = { watch: 1, total: 41, lines: 6, offset: 0, groupBy: "activity", shown };
  const seen = boxesOf(window).map(({ activity, count, rows }) => [
    activity,
    count,
    rows.map(({ visitorId }) => visitorId).join(""),
  ]);
  expect(seen).toEqual([
    ["incoming", 1, "a"],
    ["assigned", 0, ""],
    ["clicked", 0, ""],
    ["served", 0, ""],
    ["active", 40, "bc"],
    ["idle", 0, ""],
    ["offline", 0, ""],
  ]);
});
