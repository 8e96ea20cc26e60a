import { useCallback, useEffect, useState } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { filterOf, type ListFilter, type Sorting, sortOf } from "./list-search.ts";
import { visibleWindow } from "./visible-window.ts";

/** Watches the rows that are looked at, under this search, filter and sorting. Nothing when the list is left. */
export function useWatchedWindow(search: string, sorting: Sorting, { cart, longer, free }: ListFilter) {
  const client = useAgentClient();
  const [range, setRange] = useState(() => visibleWindow(0, 0));
  const { offset, limit } = range;
  useEffect(() => {
    const filter = filterOf({ cart, longer, free });
    client.watchVisitors({ search, filter, sort: sortOf(sorting), offset, limit });
  }, [client, search, sorting, cart, longer, free, offset, limit]);
  useEffect(() => () => client.watchVisitors(null), [client]);
  const look = useCallback((first: number, last: number) => {
    const next = visibleWindow(first, last);
    setRange((before) => (before.offset === next.offset && before.limit === next.limit ? before : next));
  }, []);
  const window = useAgentState((state) => state.window);
  return { window, look };
}
