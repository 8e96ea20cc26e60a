import type { AgentId, EpochMs } from "../ids.ts";

/** What a decision may know besides the chat: handed in, never looked up. */
export type Facts = {
  now: EpochMs;
  /** The next number of the queue, drawn beforehand when `needsQueueNumber` says so. */
  queueNumber: number | null;
  /** Settings: chat rating is enabled. */
  isRatingEnabled: boolean;
  /** Of the department that a chat is transferred to, read under the account's lock; null where none is meant. */
  department: DepartmentFacts | null;
  /** Of the agent who is invited: at least one dashboard is open. */
  isInviteeConnected: boolean;
};

/** `online`: members who are connected with the status Online. `mayBeOffline`: Settings allow it [TR3]. */
export type DepartmentFacts = {
  isEnabled: boolean;
  members: readonly AgentId[];
  online: readonly AgentId[];
  mayBeOffline: boolean;
};

/** What is so where nobody says otherwise. */
export const plainFacts: Omit<Facts, "now"> = {
  queueNumber: null,
  isRatingEnabled: false,
  department: null,
  isInviteeConnected: false,
};
