import { expect, test } from "vitest";
import {
  ana,
  ben,
  endedChat,
  invited,
  joined,
  minutes,
  noon,
  noted,
  proactiveChat,
  servedChat,
  unattendedChat,
  waitingChat,
  writeNote,
} from "../testing/builders.ts";
import { given, happened, record, stateAfter } from "../testing/given.ts";
import { visibleTo } from "./visible-to.ts";

test("[NO1] agents who are in a chat write notes in it, kept as they were written", () => {
  given(...servedChat, joined(ben))
    .when(writeNote(ben, " He is right\n"))
    .thenEvents(noted(ben, " He is right\n"));
});

test.each([
  ["waits", waitingChat],
  ["they have left", unattendedChat],
  ["they are only invited to", [...waitingChat, joined(ben), invited(ben, ana)]],
])("[NO1] an agent writes no note in a chat that %s", (_, chat) => {
  given(...chat)
    .when(writeNote(ana))
    .thenRefused({ reason: "not-in-chat" });
});

test("[NO1] no note is written in an ended chat", () => {
  given(...endedChat)
    .when(writeNote(ana))
    .thenRefused({ reason: "chat-ended" });
});

test.each([
  ["", { reason: "message-empty" }],
  [" \n", { reason: "message-empty" }],
  ["x".repeat(10_001), { reason: "message-too-long", maxLength: 10_000 }],
] as const)("[NO1] a note is held to a message's length", (text, refusal) => {
  given(...servedChat)
    .when(writeNote(ana, text))
    .thenRefused(refusal);
});

test("[NO1] [CH14] a note is no answer: the chat is as quiet as before it", () => {
  for (const chat of [servedChat, proactiveChat])
    expect(stateAfter([...chat, happened(noon + minutes(3), noted(ana))])).toStrictEqual(stateAfter(chat));
});

test("[NO1] [VS2] nothing of a note reaches the visitor", () => {
  const shown = record([...servedChat, noted(ana, "A difficult one")]).map((event) =>
    visibleTo("visitor", event),
  );
  expect(shown.at(-1)).toBeNull();
  expect(JSON.stringify(shown)).not.toContain("difficult");
});
