import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";

/** What somebody said: a text or a file. */
export type Said = Extract<RecordedVisitorEvent, { type: "MessageSent" | "FileSent" }>;

export function isSaid(entry: RecordedVisitorEvent): entry is Said {
  return entry.type === "MessageSent" || entry.type === "FileSent";
}
