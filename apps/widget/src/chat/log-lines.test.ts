import type { RecordedVisitorEvent } from "@causerie/domain/visitor-view";
import { expect, test } from "vitest";
import { chatOf, fileFrom, fromAgent, fromVisitor, marie, paul } from "../testing/chat.ts";
import { type LogLine, logLines } from "./log-lines.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const utcDay = (at: number) => String(Math.floor(at / DAY));

/** The log in short: "visitor: a b" for a group, the event's name for a system line, "-" for a day. */
function shown(lines: readonly LogLine[]): string[] {
  return lines.map((line) => {
    if (line.kind === "day") return "-";
    if (line.kind === "system" && line.event === "CommentSubmitted") return `${line.event}: ${line.text}`;
    if (line.kind === "system") return "name" in line ? `${line.event} ${line.name}` : line.event;
    const who = line.from.kind === "visitor" ? "visitor" : line.from.name;
    return `${who}: ${line.messages.map(({ text }) => text).join(" ")}`;
  });
}

test("messages of one sender in a row make one group; a line between them, or another sender, ends it", () => {
  const chat = chatOf([
    { type: "ChatStarted", by: "visitor" },
    { type: "ChatQueued" },
    fromVisitor("a"),
    fromVisitor("b"),
    { type: "AgentJoined", agent: marie },
    fromAgent(marie, "c"),
    fromAgent(paul, "d"),
    fromAgent(paul, "e"),
    { type: "AgentLeft", agent: paul },
    fromAgent(marie, "f"),
    { type: "AgentDisconnected", agent: marie },
    { type: "ChatEnded", by: { kind: "visitor" } },
  ]);
  expect(shown(logLines(chat, [], utcDay))).toEqual([
    "-",
    "ChatStarted",
    "visitor: a b",
    "AgentJoined Marie",
    "Marie: c",
    "Paul: d e",
    "AgentLeft Paul",
    "Marie: f",
    "AgentDisconnected Marie",
    "ChatEnded",
  ]);
});

test("[RA9] of several requests for a rating the last alone is shown; every other change has its line", () => {
  const requested = { type: "RatingRequested", agent: marie } as const;
  const chat = chatOf([
    requested,
    fromAgent(marie, "a"),
    { type: "ChatRated", rating: "good" },
    requested,
    { type: "CommentSubmitted", text: "quick" },
    { type: "ChatRated", rating: "bad" },
    { type: "RatingRemoved" },
    { type: "ChatRated", rating: "good" },
  ]);
  expect(shown(logLines(chat, [], utcDay))).toEqual([
    "-",
    "Marie: a",
    "RatedGood",
    "RatingRequested",
    "CommentSubmitted: quick",
    "RatedBad",
    "RatingRemoved",
    "RatedGood",
  ]);
});

test("a pause of five minutes begins a new group, and a new day a day line", () => {
  const chat = chatOf([
    { ...fromVisitor("a"), at: 0 },
    { ...fromVisitor("b"), at: 5 * MINUTE - 1 },
    { ...fromVisitor("c"), at: 10 * MINUTE - 1 },
    { ...fromVisitor("d"), at: DAY },
  ]);
  expect(shown(logLines(chat, [], utcDay))).toEqual(["-", "visitor: a b", "visitor: c", "-", "visitor: d"]);
});

test("what is on its way stands last, also when the browser's clock is behind, and keeps its key once it is sent", () => {
  const pending = {
    id: "b",
    text: "b",
    at: 0,
    isNote: false,
    file: null,
    state: { kind: "sending" },
  } as const;
  const before = logLines(chatOf([{ ...fromVisitor("a"), at: DAY }]), [pending], utcDay);
  expect(shown(before)).toEqual(["-", "visitor: a b"]);
  const after = logLines(
    chatOf([
      { ...fromVisitor("a"), at: DAY },
      { ...fromVisitor("b"), at: DAY },
    ]),
    [],
    utcDay,
  );
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});

test("a failed message keeps the reason", () => {
  const state = { kind: "failed", refusal: { reason: "message-too-long", maxLength: 10_000 } } as const;
  const [, group] = logLines(null, [{ id: "a", text: "a", at: 0, isNote: false, file: null, state }], utcDay);
  expect(group).toMatchObject({ kind: "group", messages: [{ id: "a", delivery: state }] });
});

test("an event from a newer server is not shown [VS4]", () => {
  // What this version's types do not know is what the test is about.
  const unknown = { type: "StickerSent", seq: 1, at: 0 } as unknown as RecordedVisitorEvent;
  expect(logLines({ entries: [unknown] }, [], utcDay)).toEqual([]);
});

test("[FI11] files stand among the messages of their sender, those on their way last", () => {
  const chat = chatOf([fromAgent(marie, "a"), fileFrom(marie, "b")]);
  const file = { name: "c.pdf", mime: "application/pdf", sizeBytes: 7 };
  const state = { kind: "uploading", share: 0.5 } as const;
  const lines = logLines(chat, [{ id: "c", text: "", at: 0, isNote: false, file, state }], utcDay);
  const messages = lines.flatMap((line) => (line.kind === "group" ? line.messages : []));
  expect(messages.map(({ id, file, delivery }) => [id, file?.name ?? null, delivery.kind])).toEqual([
    ["a", null, "sent"],
    ["b", "b.pdf", "sent"],
    ["c", "c.pdf", "uploading"],
  ]);
});
