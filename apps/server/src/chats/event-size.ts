import type { RecordedEvent } from "@causerie/domain";

/** What an event takes beside what is written in it: its fields and their names. */
const AROUND_TEXT = 100;

/** What an event takes in memory, in characters. Of a message, which most events are, without looking through it. */
export function sizeOf(event: RecordedEvent): number {
  return event.type === "MessageSent" ? AROUND_TEXT + event.text.length : JSON.stringify(event).length;
}
