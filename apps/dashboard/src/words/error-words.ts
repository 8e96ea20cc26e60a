import type { RefusalOfCommand, UploadFault } from "@causerie/client";
import type { HttpError, ManagementRefusal } from "@causerie/protocol";

/** One wording for each reason: a reason added to the protocol does not compile until it is worded here. */
export type RefusalWords = {
  [Reason in RefusalOfCommand["reason"]]: (refusal: Extract<RefusalOfCommand, { reason: Reason }>) => string;
};

export type UploadFaultWords = Pick<RefusalWords, UploadFault["reason"]>;

/** `unreachable`: no answer came at all. */
export type HttpErrorCode = HttpError["error"]["code"] | "unreachable";
export type HttpErrorWords = { [Code in HttpErrorCode]: (tryAgain: TryAgain | null) => string };

export type ManagementRefusalWords = { [Reason in ManagementRefusal]: string };

/** When a limited action is possible again: the time of day, and how long that is from now. */
export type TryAgain = { at: string; minutes: number };

export function wordRefusal(words: RefusalWords, refusal: RefusalOfCommand): string {
  // The mapped type pairs each reason with its function; TypeScript cannot see that across the union.
  const wording = words[refusal.reason] as (refusal: RefusalOfCommand) => string;
  return wording(refusal);
}
