import type { HistoryPage, HistoryRow } from "@causerie/protocol";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { ask } from "../ui/ask.ts";
import { addressOf, type HistorySearch, queryOf } from "./history-search.ts";

/** Chats end without a word to those who are not in them: the top is looked at again, as long as nobody has gone on. */
const LOOK_AGAIN_MS = 15_000;
const NONE: readonly never[] = [];

/** The rows that were read so far, and what reads on. */
export function useHistory(search: HistorySearch) {
  const query = queryOf(search);
  const address = addressOf(query);
  const { data, ...state } = useInfiniteQuery({
    queryKey: ["history", address],
    queryFn: ({ pageParam }) => read({ ...query, ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data: known } }) => (known?.pages.length === 1 ? LOOK_AGAIN_MS : false),
  });
  useNews();
  const rows = useMemo<readonly HistoryRow[]>(() => data?.pages.flatMap((page) => page.rows) ?? NONE, [data]);
  return { rows, isRead: data !== undefined, ...state };
}

function read(query: Parameters<typeof addressOf>[0]): Promise<HistoryPage> {
  return ask<HistoryPage>("GET", `/dashboard-api/history?${addressOf(query)}`);
}

/** [HI2] What a colleague has read is read here too; and after a lost connection all may be old. */
function useNews(): void {
  const queryClient = useQueryClient();
  const unread = useAgentState((state) => state.unreadMessages);
  const connection = useAgentState((state) => state.connection.kind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them is the news.
  useEffect(() => {
    if (connection === "online") void queryClient.invalidateQueries({ queryKey: ["history"] });
  }, [queryClient, unread, connection]);
}
