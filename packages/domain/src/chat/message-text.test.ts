import { expect, test } from "vitest";
import {
  agent,
  ana,
  queued,
  requestChat,
  sendMessage,
  servedChat,
  startChat,
  startedByVisitor,
  visitor,
  wrote,
} from "../testing/builders.ts";
import { decideAfter, given, type Past } from "../testing/given.ts";
import { MAX_MESSAGE_LENGTH, refusalOfText } from "./message-text.ts";

const tooLong = { reason: "message-too-long", maxLength: 10_000 } as const;

test("[CH15] a message holds at most 10,000 characters", () => {
  expect(MAX_MESSAGE_LENGTH).toBe(10_000);
});

test.each([
  ["one character", "x"],
  ["10,000 characters", "x".repeat(10_000)],
  ["5,000 emoji, two UTF-16 units each", "🙂".repeat(5_000)],
  ["a word amid white space", " \n x \t "],
])("[CH15] %s is a message", (_, text) => {
  expect(refusalOfText(text)).toBeNull();
});

test.each([
  ["nothing", "", { reason: "message-empty" }],
  ["spaces", "   ", { reason: "message-empty" }],
  ["line breaks, tabs and no-break spaces", "\n\r\t\u00a0\u3000", { reason: "message-empty" }],
  ["10,000 spaces", " ".repeat(10_000), { reason: "message-empty" }],
  ["10,001 characters", "x".repeat(10_001), tooLong],
  ["10,001 spaces", " ".repeat(10_001), tooLong],
  ["5,001 emoji, two UTF-16 units each", "🙂".repeat(5_001), tooLong],
])("[CH15] %s is no message", (_, text, refusal) => {
  expect(refusalOfText(text)).toStrictEqual(refusal);
});

const kept = "  <b>Line 1</b>\n\n\tline 2 \u200b🙂  ";

test("[CH15] a text is kept as it was written", () => {
  given(...servedChat)
    .when(sendMessage(visitor, kept))
    .thenEvents(wrote(visitor, kept));
  given(...servedChat)
    .when(startChat(ana, kept))
    .thenEvents(wrote(agent(ana), kept));
  given().when(requestChat(kept)).thenEvents(startedByVisitor, wrote(visitor, kept), queued(7));
});

const writing: [string, Past[], (text: string) => ReturnType<typeof requestChat>][] = [
  ["RequestChat", [], requestChat],
  ["StartChat", [], (text) => startChat(ana, text)],
  ["SendMessage of the visitor", servedChat, (text) => sendMessage(visitor, text)],
  ["SendMessage of an agent", servedChat, (text) => sendMessage(agent(ana), text)],
];

test.each(writing)(
  "[CH15] %s refuses a text that is no message, and takes one that is",
  (_, past, commandOf) => {
    given(...past)
      .when(commandOf(" "))
      .thenRefused({ reason: "message-empty" });
    given(...past)
      .when(commandOf("x".repeat(10_001)))
      .thenRefused(tooLong);
    expect(decideAfter(past, commandOf("x".repeat(10_000))).ok).toBe(true);
  },
);
