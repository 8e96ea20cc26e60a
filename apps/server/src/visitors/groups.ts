import { ACTIVITIES, type Activity, type Grouping, type VisitorRow } from "@causerie/protocol";
import { type DepartmentRank, departmentRank } from "./department-rank.ts";

/** What a visitor has in common with the others of their group; "" is what is not known or not there [VI9]. */
export function groupKey(groupBy: Grouping, row: VisitorRow): string {
  switch (groupBy) {
    case "activity":
      return activityOf(row);
    case "pageTitle":
      return row.page.title.trim();
    case "pageUrl":
      return row.page.url.replace(/#.*$/s, "");
    case "country":
      return row.place?.kind === "place" ? row.place.countryCode : (row.place?.kind ?? "");
    case "agent":
      return row.status.kind === "served" ? row.status.by.join(", ") : "";
    case "department":
      return String(row.departmentId ?? "");
    case "browser":
      return row.device.browser.replace(/ \d+$/, "");
    case "referrer":
      return row.referrer?.searchEngine ?? row.referrer?.host ?? "";
    case "searchTerm":
      return row.referrer?.searchTerm ?? "";
  }
}

/** [VI10] The first that fits. */
function activityOf(row: VisitorRow): Activity {
  if (row.status.kind === "requesting") return "incoming";
  if (row.status.kind === "assigned" || row.status.kind === "served") return row.status.kind;
  return activityBeside(row);
}

/** Where they stand for an agent who may not serve their request. */
export function activityBeside(row: VisitorRow): Activity {
  if (row.hasClickedChat) return "clicked";
  return row.isIdle ? "idle" : "active";
}

/** Activities as they are listed, departments by rank, all else as people sort names; what is not known last. */
export function groupComparer(
  groupBy: Grouping,
  language: string,
  rankOf: DepartmentRank = departmentRank(),
): (a: string, b: string) => number {
  const byName = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const ranks: readonly string[] = ACTIVITIES;
  const nameOf = groupBy === "country" ? countryNames(language) : (key: string) => key;
  return (a, b) => {
    if (a === b) return 0;
    if (groupBy === "activity") return ranks.indexOf(a) - ranks.indexOf(b);
    if (a === "" || b === "") return a === "" ? 1 : -1;
    if (groupBy === "department") return rankOf(Number(a)) - rankOf(Number(b));
    return byName.compare(nameOf(a), nameOf(b)) || (a < b ? -1 : 1);
  };
}

function countryNames(language: string): (key: string) => string {
  const names = new Intl.DisplayNames(language, { type: "region" });
  return (key) => (/^[A-Z]{2}$/.test(key) ? (names.of(key) ?? key) : key);
}
