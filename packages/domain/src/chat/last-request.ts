/** A newer request for a rating takes the place of the older one, wherever a chat is read [RA9]. */
export function withLastRequestAlone<Entry extends { type: string }>(entries: readonly Entry[]): Entry[] {
  const asked = entries.findLast(({ type }) => type === "RatingRequested");
  return entries.filter((entry) => entry.type !== "RatingRequested" || entry === asked);
}
