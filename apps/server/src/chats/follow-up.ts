import type { WorkUnderWay } from "./work-under-way.ts";

/** Does what follows from what happened, and what nobody waits for but a stop. */
export type FollowUp = (act: () => Promise<unknown>) => void;

type Options = {
  work: WorkUnderWay;
  isStopping: () => boolean;
  onError: (error: unknown) => void;
};

/** [OP11] A stop waits for what has begun, and nothing begins after it: the store is about to close. */
export function createFollowUp({ work, isStopping, onError }: Options): FollowUp {
  return (act) => {
    if (!isStopping()) work.track(act().then(() => undefined, onError));
  };
}
