import type { RatingComments, Satisfaction } from "@causerie/protocol";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ask } from "../ui/ask.ts";
import { boundsOf } from "./period.ts";

type Days = { first: string; last: string };

/** Visitors rate while the page is open. */
const LOOK_AGAIN_MS = 15_000;
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

export function satisfactionQuery(days: Days) {
  return queryOptions({
    queryKey: ["satisfaction", days],
    queryFn: () => ask<Satisfaction>("GET", `/dashboard-api/satisfaction?${queryOf(days, { timeZone })}`),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function ratingCommentsQuery(days: Days) {
  return infiniteQueryOptions({
    queryKey: ["rating-comments", days],
    queryFn: ({ pageParam }) => {
      const query = queryOf(days, pageParam === null ? {} : { before: pageParam });
      return ask<RatingComments>("GET", `/dashboard-api/satisfaction/comments?${query}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

function queryOf(days: Days, more: Record<string, string>): URLSearchParams {
  const { from, to } = boundsOf(days);
  return new URLSearchParams({ from: String(from), to: String(to), ...more });
}
