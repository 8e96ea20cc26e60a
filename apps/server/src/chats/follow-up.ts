import type { AccountId } from "@causerie/domain";
import type { Actor } from "./append.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

/** Whom and what a reaction was about, by ids alone [OP4] [OP5]; what is known of it. */
export type About = Readonly<{ accountId?: AccountId; actor?: Actor; chatId?: string }>;
/** Something failed that nobody asked for, or waits for. */
export type OnError = (error: unknown, about?: About) => void;

/** Does what follows from what happened, and what nobody waits for but a stop. */
export type FollowUp = (act: () => Promise<unknown>, about?: About) => void;

type Options = {
  work: WorkUnderWay;
  isStopping: () => boolean;
  onError: OnError;
};

/** [OP11] A stop waits for what has begun, and nothing begins after it: the store is about to close. */
export function createFollowUp({ work, isStopping, onError }: Options): FollowUp {
  return (act, about) => {
    if (isStopping()) return;
    const failed = (error: unknown) => onError(error, about);
    work.track(act().then(() => undefined, failed));
  };
}
