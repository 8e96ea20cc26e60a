import type { VisitorLine, WatchedWindow } from "@causerie/client";

/** The lines of before in their places, each with what is known of it now [VI21]. Of another watch nothing is held. */
export function heldOrder(before: WatchedWindow | null, now: WatchedWindow | null): WatchedWindow | null {
  if (!before || !now || before.watch !== now.watch) return now;
  const latest = new Map(now.shown.map((line) => [keyOf(line), line]));
  return { ...before, shown: before.shown.map((line) => latest.get(keyOf(line)) ?? line) };
}

function keyOf(line: VisitorLine): string {
  return line.kind === "group" ? `group ${line.group.key}` : `visitor ${line.row.visitorId}`;
}
