import type { AccountId } from "@causerie/domain";
import { acceptOf, type Site } from "@causerie/protocol";
import type { ChatsContext } from "./context.ts";

/** What of an account its widgets may know. */
export function siteOf(
  { accounts, siteStatuses, transcripts }: Pick<ChatsContext, "accounts" | "siteStatuses" | "transcripts">,
  accountId: AccountId,
): Site {
  const { ratingEnabled, fileTypes } = accounts.settingsOf(accountId);
  return {
    ratingEnabled,
    ...(transcripts && { mailsTranscripts: true as const }),
    accept: acceptOf(fileTypes),
    ...siteStatuses.of(accountId),
  };
}
