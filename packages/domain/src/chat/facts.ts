import type { EpochMs } from "../ids.ts";

/** What a decision may know besides the chat: handed in, never looked up. */
export type Facts = {
  now: EpochMs;
  /** The next number of the queue, drawn beforehand when `needsQueueNumber` says so. */
  queueNumber: number | null;
};
