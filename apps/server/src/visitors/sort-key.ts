import type { SortColumn, VisitorRow } from "@causerie/protocol";

/** What a row is sorted by. Statuses in the order of their urgency; who came last first, where that is equal. */
export function sortKey(column: SortColumn, row: VisitorRow): string | number {
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
      return ["requesting", "served", "browsing", "idle"].indexOf(row.status.kind);
    case "visits":
      return row.visits;
  }
}

function placeKey({ place }: VisitorRow): string {
  if (place === null) return "~";
  return place.kind === "local" ? "" : `${place.countryCode} ${place.city ?? ""}`.toLowerCase();
}
