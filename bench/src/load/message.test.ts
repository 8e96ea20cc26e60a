import { expect, test } from "vitest";
import { findId, messageId, parseMessageId, sendMessage, sendReply } from "./message.ts";

test("an id tells whose message it is and which", () => {
  expect(parseMessageId(messageId(17, 123_456))).toEqual({
    writer: "visitor",
    chat: 17,
    number: 123_456,
  });
  expect(parseMessageId(messageId(9999, 0, "agent"))).toEqual({ writer: "agent", chat: 9999, number: 0 });
  expect(parseMessageId("hello-00017")).toBeNull();
});

test("every id in a frame is found, one after the other", () => {
  const frame = `{"entries":[{"messageId":"${messageId(1, 2)}"},{"messageId":"${messageId(1, 3)}"}]}`;
  const first = findId(frame, "messageId");
  const second = findId(frame, "messageId", first?.end);
  expect([first?.id, second?.id]).toEqual([messageId(1, 2), messageId(1, 3)]);
  expect(findId(frame, "messageId", second?.end)).toBeNull();
  expect(findId(frame, "id")).toBeNull();
});

test("a message has a text of 200 bytes", () => {
  for (const frame of [sendMessage(messageId(0, 0)), sendReply(messageId(0, 0, "agent"), "a chat")])
    expect(Buffer.byteLength(JSON.parse(frame).command.text)).toBe(200);
});
