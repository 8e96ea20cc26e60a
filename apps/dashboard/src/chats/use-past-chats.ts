import type { PastChat, PastChatsPage } from "@causerie/protocol";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../ui/ask.ts";

const NONE: readonly never[] = [];

export function usePastChats(visitorId: string, except: string | null) {
  const { data, ...state } = useInfiniteQuery({
    queryKey: ["past-chats", visitorId, except],
    queryFn: ({ pageParam }) => read(visitorId, { except, before: pageParam }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
    // Opened again, it may know of one more.
    refetchOnMount: "always",
  });
  const chats = useMemo<readonly PastChat[]>(() => data?.pages.flatMap(({ rows }) => rows) ?? NONE, [data]);
  return { chats, isRead: data !== undefined, ...state };
}

function read(
  visitorId: string,
  { except, before }: { except: string | null; before: string },
): Promise<PastChatsPage> {
  const query = new URLSearchParams({ ...(except !== null && { except }), ...(before && { before }) });
  return ask<PastChatsPage>("GET", `/dashboard-api/visitors/${encodeURIComponent(visitorId)}/chats?${query}`);
}
