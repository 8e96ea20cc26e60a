import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  claimed,
  leaveOfflineMessage,
  noon,
  offlineMessage,
  offlineMessageLeft,
  offlineMessageRead,
  readOfflineMessage,
  sales,
  sendMessage,
  serveChat,
  servedChat,
  startChat,
  visitor,
  zoe,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

test("[ST6] an offline message is the whole of a log: who left it, what they said of themselves, what they wrote", () => {
  given().when(leaveOfflineMessage()).thenEvents(offlineMessageLeft);
  expect(stateAfter(offlineMessage)).toStrictEqual({
    status: "offline-message",
    visitor: zoe,
    departmentId: sales,
    contact: claimed,
    startedAt: noon,
    unread: true,
  });
});

test.each([
  ["", { reason: "message-empty" }],
  ["x".repeat(10_001), { reason: "message-too-long", maxLength: 10_000 }],
] as const)("[ST6] it holds what a message holds", (text, refusal) => {
  given().when(leaveOfflineMessage(text)).thenRefused(refusal);
});

test.each([
  [{ ...claimed, email: null }, { reason: "bad-email" }],
  [{ ...claimed, email: "a@b.example,c@d.example" }, { reason: "bad-email" }],
  [
    { ...claimed, name: "x".repeat(201) },
    { reason: "detail-too-long", field: "name", maxLength: 200 },
  ],
] as const)("[ST6] [DE6] who leaves it can be answered", (contact, refusal) => {
  given().when(leaveOfflineMessage("Hello?", contact)).thenRefused(refusal);
});

test("[ST6] it is left in no chat that there is", () => {
  for (const chat of [servedChat, offlineMessage])
    given(...chat)
      .when(leaveOfflineMessage())
      .thenRefused({ reason: "already-open" });
});

test("[ST6] it is no request: nobody serves it, starts it or writes in it", () => {
  given(...offlineMessage)
    .when(serveChat(ana))
    .thenRefused({ reason: "no-chat" });
  given(...offlineMessage)
    .when(startChat(ana))
    .thenRefused({ reason: "chat-ended" });
  given(...offlineMessage)
    .when(sendMessage(visitor))
    .thenRefused({ reason: "no-chat" });
  given(...offlineMessage)
    .when(sendMessage(agent(ana)))
    .thenRefused({ reason: "not-in-chat" });
});

test("[HI2] it is read once, by any agent, and then read for all", () => {
  given(...offlineMessage)
    .when(readOfflineMessage(ben))
    .thenEvents(offlineMessageRead(ben));
  given(...offlineMessage, offlineMessageRead(ben))
    .when(readOfflineMessage(ana))
    .thenRefused({ reason: "nothing-to-do" });
});

test("[HI2] a chat is nothing to be read in this way", () => {
  given(...servedChat)
    .when(readOfflineMessage(ana))
    .thenRefused({ reason: "nothing-to-do" });
});
