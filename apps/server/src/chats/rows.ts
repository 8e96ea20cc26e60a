import type { RecordedEvent } from "@causerie/domain";

export type EventRow = { seq: number; at: number; type: string; body: string | null; data: string };
export type StoredEvent = { seq: number; at: number; type: string; body: string | null; data: object };

/** What people wrote stands in `body`, so that erasing it is one null; the rest in `data`. */
export function eventRow(event: RecordedEvent): EventRow {
  const { seq, at, type, ...data } = event;
  if (!("text" in data)) return { seq, at, type, body: null, data: JSON.stringify(data) };
  const { text, ...rest } = data;
  return { seq, at, type, body: text, data: JSON.stringify(rest) };
}

export function eventOf({ seq, at, type, body, data }: StoredEvent): RecordedEvent {
  const text = type === "MessageSent" ? { text: body ?? "" } : {};
  // Written by `eventRow` of this or an earlier version, whose types are kept readable.
  return { seq, at, type, ...data, ...text } as RecordedEvent;
}
