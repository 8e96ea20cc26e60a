import type { AccountId } from "@causerie/domain";
import type { Site } from "@causerie/protocol";
import type { ChatsContext } from "./context.ts";

/** What of an account its widgets may know. */
export function siteOf(
  { accounts, siteStatuses, transcripts }: Pick<ChatsContext, "accounts" | "siteStatuses" | "transcripts">,
  accountId: AccountId,
): Site {
  const { ratingEnabled } = accounts.settingsOf(accountId);
  return {
    ratingEnabled,
    ...(transcripts && { mailsTranscripts: true as const }),
    ...siteStatuses.of(accountId),
  };
}
