import type { SortColumn, VisitorRow } from "@causerie/protocol";
import { type DepartmentRank, departmentRank } from "./department-rank.ts";

/** Behind every text. */
const LAST = "\uffff";
/** Above every epoch ms and queue number, below what a double tells apart. */
const ONE_RANK = 1e15;

/** What a row is sorted by. What is not known comes last, or counts as the least. */
export function sortKey(
  column: SortColumn,
  row: VisitorRow,
  rankOf: DepartmentRank = departmentRank(),
): string | number {
  switch (column) {
    case "onSite":
      return -row.onSiteSince;
    case "name":
      return (row.name ?? String(row.number)).toLowerCase();
    case "page":
      return row.page.title.toLowerCase();
    case "place":
      return placeKey(row);
    case "status":
      return statusKey(row);
    case "visits":
      return row.visits;
    case "chats":
      return row.chats;
    case "message":
      return row.message?.at ?? 0;
    case "referrer":
      return (row.referrer?.searchEngine ?? row.referrer?.host ?? LAST).toLowerCase();
    case "agent":
      return row.status.kind === "served" ? row.status.by.join(", ").toLowerCase() : LAST;
    case "department":
      return row.departmentId === null ? Number.MAX_SAFE_INTEGER : rankOf(row.departmentId);
    case "device":
      return (row.device.browser || LAST).toLowerCase();
    case "cart":
      return row.cart?.total ?? -1;
  }
}

/** By urgency; who waits as the queue does, the others with the longest on the site first. */
function statusKey({ status, queueNumber, onSiteSince }: VisitorRow): number {
  const rank = ["requesting", "assigned", "served", "browsing", "idle", "offline"].indexOf(status.kind);
  return rank * ONE_RANK + (queueNumber ?? onSiteSince);
}

function placeKey({ place }: VisitorRow): string {
  if (place === null) return LAST;
  return place.kind === "local" ? "" : `${place.countryCode} ${place.city ?? ""}`.toLowerCase();
}
