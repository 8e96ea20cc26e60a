import { expect, test } from "vitest";
import { chatOf, fileFrom, fromAgent, fromVisitor, marie } from "../testing/chat.ts";
import { attentionOf, teased } from "./attention.ts";
import { newsSince, toldOf } from "./news.ts";

const approach = [
  { type: "ChatStarted", by: "agent" },
  { type: "AgentJoined", agent: marie },
  fromAgent(marie, "hello"),
] as const;

test("messages of agents behind the read mark are unread, the visitor's own never are", () => {
  const chat = chatOf([...approach, fromVisitor("hi"), fromAgent(marie, "more")]);
  expect(attentionOf(chat, 0)).toMatchObject({ unread: 2, latest: { text: "more" } });
  expect(attentionOf(chat, 3)).toMatchObject({ unread: 1 });
  expect(attentionOf(chat, 5)).toEqual({ unread: 0, latest: null, approached: false });
  expect(attentionOf(null, 0)).toEqual({ unread: 0, latest: null, approached: false });
});

test("[FI11] a file is news as a message is", () => {
  const chat = chatOf([...approach, fileFrom(marie, "quote")]);
  expect(attentionOf(chat, 3)).toMatchObject({ unread: 1, latest: { file: { name: "quote.pdf" } } });
});

const asked = { type: "RatingRequested", agent: marie } as const;

test("[RA14] a request for a rating is news until it is seen or answered, and of several the last", () => {
  const twice = [...approach, asked, fromVisitor("hi"), asked] as const;
  expect(attentionOf(chatOf(twice), 3)).toMatchObject({
    unread: 1,
    latest: { type: "RatingRequested", seq: 6 },
  });
  expect(attentionOf(chatOf(twice), 6)).toMatchObject({ unread: 0, latest: null });
  const rated = [...twice, { type: "ChatRated", rating: "good" }] as const;
  expect(attentionOf(chatOf(rated), 3)).toMatchObject({ unread: 0, latest: null });
});

test("an agent's first message approaches the visitor until it is read, answered or over [CH6]", () => {
  const ended = { type: "ChatEnded", by: { kind: "time-out", because: "idle" } } as const;
  expect(attentionOf(chatOf(approach), 0).approached).toBe(true);
  expect(attentionOf(chatOf(approach), 3).approached).toBe(false);
  expect(attentionOf(chatOf([...approach, fromVisitor("hi")]), 0).approached).toBe(false);
  expect(attentionOf(chatOf([...approach, ended]), 0).approached).toBe(false);
  expect(
    attentionOf(chatOf([{ type: "ChatStarted", by: "visitor" }, fromAgent(marie, "a")]), 0).approached,
  ).toBe(false);
});

test("news is what came since, in the same chat or in a new one; what was there at the start is none", () => {
  const before = chatOf(approach);
  const after = chatOf([...approach, fromAgent(marie, "more")]);
  expect(newsSince(toldOf(before), before)).toEqual([]);
  expect(newsSince(toldOf(before), after)).toEqual([after.entries[3]]);
  expect(newsSince(toldOf(null), before)).toEqual(before.entries);
  const next = chatOf([{ type: "ChatStarted", by: "visitor" }], "2611.1.b");
  expect(newsSince(toldOf(after), next)).toEqual(next.entries);
});

test("[WI5] a hidden teaser is back with the next word, in the same chat or at the beginning of another", () => {
  const chat = chatOf([...approach, fromAgent(marie, "more")]);
  const shown = (hidden: Parameters<typeof toldOf>[0], next = chat) =>
    teased(attentionOf(next, 0), toldOf(hidden), next);
  expect(shown(null)).toMatchObject({ text: "more" });
  expect(shown(chat)).toBeNull();
  expect(shown(chatOf(approach))).toMatchObject({ text: "more" });
  expect(shown(chat, chatOf(approach, "2611.1.b"))).toMatchObject({ text: "hello" });
});
