import { useCallback, useEffect, useMemo, useState } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import { filterOf, type GroupChoice, type ListFilter, type Sorting, sortOf } from "./list-search.ts";
import { visibleWindow } from "./visible-window.ts";

type Watched = {
  q: string;
  sort: Sorting;
  filter: ListFilter;
  group: GroupChoice;
  collapsed: readonly string[];
};

/** Watches the lines that are looked at. Nothing when the list is left. */
export function useWatchedLines({ q, sort, filter, group, collapsed }: Watched) {
  const client = useAgentClient();
  const { locale } = useWords();
  const { cart, longer, free } = filter;
  const departments = useDepartmentOrder();
  const [{ offset, limit }, setRange] = useState(() => visibleWindow(0, 0));
  useEffect(() => {
    client.watchVisitors({
      search: q,
      filter: filterOf({ cart, longer, free }),
      sort: sortOf(sort),
      ...(group !== "none" && { groupBy: group }),
      collapsed: [...collapsed],
      language: locale.slice(0, 2),
      ...(isByDepartment(sort, group) && { departments: idsOf(departments) }),
      offset,
      limit,
    });
  }, [client, q, sort, cart, longer, free, group, collapsed, locale, departments, offset, limit]);
  useEndedWatch();
  const look = useCallback((first: number, last: number) => {
    const next = visibleWindow(first, last);
    setRange((before) => (before.offset === next.offset && before.limit === next.limit ? before : next));
  }, []);
  return { window: useAgentState((state) => state.window), look };
}

/** Of each box of the visual list, so many are cards. */
export const CARDS_A_BOX = 30;

/** Watches the first of each activity, those who left included. */
export function useWatchedBoxes({ q, sort, filter }: Pick<Watched, "q" | "sort" | "filter">) {
  const client = useAgentClient();
  const { cart, longer, free } = filter;
  useEffect(() => {
    client.watchVisitors({
      search: q,
      filter: filterOf({ cart, longer, free }),
      sort: sortOf(sort),
      groupBy: "activity",
      perGroup: CARDS_A_BOX,
      withOffline: true,
      offset: 0,
      limit: 400,
    });
  }, [client, q, sort, cart, longer, free]);
  useEndedWatch();
  return useAgentState((state) => state.window);
}

function isByDepartment(sort: Sorting, group: GroupChoice): boolean {
  return group === "department" || sortOf(sort).column === "department";
}

/** As many as the server takes. */
const MOST_DEPARTMENTS = 1000;

/** Their ids in the order of their names [VI20]: a text, which is the same one as long as the order is. */
function useDepartmentOrder(): string {
  const { locale } = useWords();
  const departments = useAgentState((state) => state.departments);
  return useMemo(() => {
    const named = departments.toSorted((a, b) => a.name.localeCompare(b.name, locale, { numeric: true }));
    return named.map(({ departmentId }) => departmentId).join(" ");
  }, [departments, locale]);
}

function idsOf(order: string): number[] {
  return order === "" ? [] : order.split(" ", MOST_DEPARTMENTS).map(Number);
}

function useEndedWatch(): void {
  const client = useAgentClient();
  useEffect(() => () => client.watchVisitors(null), [client]);
}
