import type { AccountSettings, Site } from "@causerie/protocol";

/** What of an account's settings its widgets may know. */
export function siteOf({ ratingEnabled }: AccountSettings): Site {
  return { ratingEnabled };
}
