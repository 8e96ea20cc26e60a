import type { AccountId } from "@causerie/domain";
import type { Site } from "@causerie/protocol";
import type { ChatsContext } from "./context.ts";

/** What of an account its widgets may know. */
export function siteOf(
  { accounts, siteStatuses }: Pick<ChatsContext, "accounts" | "siteStatuses">,
  accountId: AccountId,
): Site {
  const { ratingEnabled } = accounts.settingsOf(accountId);
  return { ratingEnabled, ...siteStatuses.of(accountId) };
}
