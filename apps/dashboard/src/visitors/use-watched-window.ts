import { useCallback, useEffect, useState } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { type Sorting, sortOf } from "./list-search.ts";
import { visibleWindow } from "./visible-window.ts";

/** Watches the rows that are looked at, under this search and sorting. Nothing when the list is left. */
export function useWatchedWindow(search: string, sorting: Sorting) {
  const client = useAgentClient();
  const [range, setRange] = useState(() => visibleWindow(0, 0));
  const { offset, limit } = range;
  useEffect(() => {
    client.watchVisitors({ search, sort: sortOf(sorting), offset, limit });
  }, [client, search, sorting, offset, limit]);
  useEffect(() => () => client.watchVisitors(null), [client]);
  const look = useCallback((first: number, last: number) => {
    const next = visibleWindow(first, last);
    setRange((before) => (before.offset === next.offset && before.limit === next.limit ? before : next));
  }, []);
  const window = useAgentState((state) => state.window);
  return { window, look };
}
