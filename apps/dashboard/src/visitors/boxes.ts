import type { WatchedWindow } from "@causerie/client";
import type { Activity, VisitorRow } from "@causerie/protocol";

export type Box = { activity: Activity; count: number; rows: readonly VisitorRow[] };

/** `offline` stays last. The protocol's own list would bring its schemas along. */
export const BOXES = [
  "incoming",
  "assigned",
  "clicked",
  "served",
  "active",
  "idle",
  "offline",
] as const satisfies readonly Activity[];

/** One box an activity, always the same ones: an empty one is there for whom may come. */
export function boxesOf({ shown }: WatchedWindow): Box[] {
  const boxes = new Map(
    BOXES.map((activity) => [activity as string, { count: 0, rows: [] as VisitorRow[] }]),
  );
  let open: { count: number; rows: VisitorRow[] } | undefined;
  for (const line of shown) {
    if (line.kind === "visitor") open?.rows.push(line.row);
    else {
      open = boxes.get(line.group.key);
      if (open) open.count = line.group.count;
    }
  }
  return BOXES.map((activity) => ({ activity, count: 0, rows: [], ...boxes.get(activity) }));
}
