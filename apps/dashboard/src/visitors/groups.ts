import type { Activity, DepartmentSummary, Grouping } from "@causerie/protocol";
import type { Words } from "../words/en.ts";
import { countryName, flagOf } from "./place.ts";

/** What stands over a group. */
export function groupName(
  words: Words,
  groupBy: Grouping,
  key: string,
  departments: readonly DepartmentSummary[],
): string {
  if (key === "") return words.groupWithout[groupBy];
  switch (groupBy) {
    case "activity":
      // The keys of groups by activity are activities.
      return words.activity[key as Activity];
    case "country":
      return key === "local" ? words.local : `${flagOf(key)} ${countryName(key, words.locale)}`.trim();
    case "department":
      return departmentName(words, Number(key), departments);
    default:
      return key;
  }
}

export function departmentName(words: Words, id: number, departments: readonly DepartmentSummary[]): string {
  return (
    departments.find(({ departmentId }) => departmentId === id)?.name ?? words.departmentNumber(String(id))
  );
}
