import type { AccountId, ChatId, RecordedEvent } from "@causerie/domain";
import { expect, test } from "vitest";
import { catchUpFrom } from "./delivery.ts";
import { LiveChat } from "./live-chat.ts";

const MOST_CHARACTERS = 64_000;

test("[LI19] of a chat with long messages the end is kept, of at most 64,000 characters", () => {
  const chat = chatOf([]);
  let most = 0;
  for (let seq = 1; seq <= 400; seq += 1) {
    chat.apply([message(seq, 10_000)]);
    most = Math.max(most, textOf(chat));
  }
  expect(most).toBeGreaterThan(MOST_CHARACTERS / 2);
  expect(most).toBeLessThanOrEqual(MOST_CHARACTERS);
  expect(chat.head).toBe(400);
  expect(chat.tail.at(-1)?.seq).toBe(400);
});

test("[LI19] what is counted is what is kept, whatever was written and however it came", () => {
  const chat = chatOf(logOf(500, 10_000));
  chat.apply([message(501, 0), note(502, 9000), message(503, 300)]);
  const other = chatOf([]);
  for (const event of [...logOf(500, 10_000), message(501, 0), note(502, 9000), message(503, 300)])
    other.apply([event]);
  expect([chat.head, other.head]).toEqual([503, 503]);
  for (const { tail, size } of [chat, other]) {
    expect(size).toBeGreaterThan(9000);
    expect(size).toBe(chatOf(tail, tail[0]?.seq).size);
  }
});

test("[LI19] a chat of short messages keeps 200 to 400 events as ever", () => {
  const chat = chatOf([]);
  for (let seq = 1; seq <= 1000; seq += 1) {
    chat.apply([message(seq, 30)]);
    expect(chat.tail.length).toBeGreaterThanOrEqual(Math.min(seq, 200));
    expect(chat.tail.length).toBeLessThanOrEqual(400);
  }
});

test("[LI19] [DL9] who stands before the end that is kept gets a snapshot of it that says there is more", () => {
  const chat = chatOf(logOf(40, 10_000));
  const oldest = chat.tail[0]?.seq ?? 0;
  expect(oldest).toBeGreaterThan(30);
  const snapshot = catchUpFrom(chat, 20, "agent");
  expect(snapshot).toMatchObject({ kind: "snapshot", upTo: 40, hasOlder: true });
  expect(snapshot.entries).toEqual(chat.tail);
  expect(catchUpFrom(chat, oldest - 1, "agent")).toMatchObject({
    kind: "resumed",
    from: oldest - 1,
    upTo: 40,
  });
});

test("[LI19] a chat that is shortened keeps its last event, however long it is", () => {
  const chat = chatOf(logOf(5, 10_000));
  chat.shorten();
  expect(chat.tail.map(({ seq }) => seq)).toEqual([5]);
  chat.apply([message(6, 10)]);
  chat.shorten();
  expect(chat.tail.map(({ seq }) => seq)).toEqual([6]);
  expect(chat.size).toBeLessThan(1000);
});

function chatOf(events: readonly RecordedEvent[], firstSeq = 1): LiveChat {
  // The brands are the store's.
  const chat = new LiveChat(1 as AccountId, "1.a" as ChatId);
  chat.head = firstSeq - 1;
  chat.apply(events);
  return chat;
}

function logOf(count: number, length: number): RecordedEvent[] {
  return Array.from({ length: count }, (_, index) => message(index + 1, length));
}

function message(seq: number, length: number): RecordedEvent {
  return {
    type: "MessageSent",
    seq,
    at: seq,
    messageId: `message-${seq}`,
    from: { kind: "visitor" },
    text: "é".repeat(length),
  };
}

function note(seq: number, length: number): RecordedEvent {
  // The brand is the store's.
  const agent = { agentId: 1 as never, name: "Ana" };
  return { type: "NoteWritten", seq, at: seq, messageId: `note-${seq}`, agent, text: "x".repeat(length) };
}

function textOf({ tail }: LiveChat): number {
  return tail.reduce((sum, event) => sum + (event.type === "MessageSent" ? event.text.length : 0), 0);
}
