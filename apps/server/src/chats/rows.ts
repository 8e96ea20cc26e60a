import type { ChatId, MessageSent, Recorded, RecordedEvent } from "@causerie/domain";

export type EventRow = StoredEvent & { chat_id: ChatId };
export type StoredEvent = { seq: number; at: number; type: string; body: string | null; data: object };

/** Which field of an event is what people wrote. */
const writtenField: { [Type in RecordedEvent["type"]]?: "text" | "remark" } = {
  MessageSent: "text",
  NoteWritten: "text",
  CommentSubmitted: "text",
  OfflineMessageLeft: "text",
  ChatTransferred: "remark",
};

/** What people wrote, and how they named a file, stands in `body`, so that erasing it is one null; the rest in `data`. */
export function eventRow(chat_id: ChatId, event: RecordedEvent): EventRow {
  // Nearly all are, and their fields named cost a third of what the rest of an object costs.
  if (event.type === "MessageSent") return messageRow(chat_id, event);
  const { seq, at, type, ...data } = event;
  if (event.type === "FileSent") {
    const { name, ...file } = event.file;
    return { chat_id, seq, at, type, body: name, data: { ...data, file } };
  }
  const field = writtenField[type];
  if (field === undefined) return { chat_id, seq, at, type, body: null, data };
  const { [field]: body, ...rest } = data as { [Field in typeof field]: string };
  return { chat_id, seq, at, type, body, data: rest };
}

function messageRow(
  chat_id: ChatId,
  { seq, at, type, text, messageId, from }: Recorded<MessageSent>,
): EventRow {
  return { chat_id, seq, at, type, body: text, data: { messageId, from } };
}

export function eventOf({ seq, at, type, body, data }: StoredEvent): RecordedEvent {
  // Written by `eventRow` of this or an earlier version, whose types are kept readable.
  const written = { seq, at, type, ...data } as RecordedEvent;
  if (written.type === "FileSent") return { ...written, file: { ...written.file, name: body ?? "" } };
  const field = writtenField[written.type];
  return field === undefined ? written : ({ ...written, [field]: body ?? "" } as RecordedEvent);
}
