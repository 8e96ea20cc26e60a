import { expect, test } from "vitest";
import { findId, messageId, parseMessageId, sendMessage } from "./message.ts";

test("an id tells whose message it is and which", () => {
  expect(parseMessageId(messageId(17, 123_456))).toEqual({ visitor: 17, number: 123_456 });
  expect(parseMessageId("hello-0017")).toBeNull();
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
  const { command } = JSON.parse(sendMessage(messageId(0, 0)));
  expect(Buffer.byteLength(command.text)).toBe(200);
});
