import type { VisitorClientState } from "@causerie/client";

type Rating = NonNullable<NonNullable<VisitorClientState["chat"]>["view"]["rating"]>;

/** `asks`: the visitor is asked for a rating, and not only free to give one. */
export type RatingShown = { rating: Rating | null; comment: string | null; asks: boolean };

/** What can be rated now: the chat that is shown, once an agent took part [RA8]; null when there is nothing. */
export function ratingShown({ site, chat, pendingRating }: VisitorClientState): RatingShown | null {
  if (!site?.ratingEnabled || !chat?.view.wasServed) return null;
  const { view } = chat;
  const rating = pendingRating ? pendingRating.rating : view.rating;
  const asks = rating === null && (view.isRatingRequested || view.status === "ended");
  return { rating, comment: view.comment, asks };
}
