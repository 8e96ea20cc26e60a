import { expect, test } from "vitest";
import {
  ana,
  ben,
  disconnected,
  ended,
  endedChat,
  joined,
  left,
  noon,
  proactiveChat,
  queued,
  servedChat,
  unattendedChat,
  visitor,
  visitorBack,
  visitorGone,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { record, stateAfter } from "../testing/given.ts";
import type { ChatEvent } from "./events.ts";
import { visibleTo, visitorViewOf } from "./visible-to.ts";
import {
  evolveVisitorView,
  initialVisitorView,
  type RecordedVisitorEvent,
  type VisitorView,
} from "./visitor-view.ts";

const views: [chat: string, events: ChatEvent[], view: VisitorView][] = [
  ["has not started", [], { status: "not-started", agents: [] }],
  ["waits", waitingChat, { status: "waiting", agents: [] }],
  ["is served", servedChat, { status: "served", agents: [ana] }],
  ["an agent started", proactiveChat, { status: "served", agents: [ana] }],
  ["two agents are in", [...servedChat, joined(ben)], { status: "served", agents: [ana, ben] }],
  ["one of two left", [...servedChat, joined(ben), left(ana)], { status: "served", agents: [ben] }],
  [
    "an agent joined twice",
    [...servedChat, joined(ben), joined(ana)],
    { status: "served", agents: [ben, ana] },
  ],
  ["everybody left", unattendedChat, { status: "unattended", agents: [] }],
  ["waits after a leave", [...unattendedChat, wrote(visitor), queued(9)], { status: "waiting", agents: [] }],
  [
    "waits after a disconnection",
    [...servedChat, disconnected(ana), queued(-9)],
    { status: "waiting", agents: [] },
  ],
  [
    "nobody is in after a disconnection",
    [...proactiveChat, disconnected(ana)],
    { status: "unattended", agents: [] },
  ],
  ["notes that the visitor is gone", [...servedChat, visitorGone], { status: "served", agents: [ana] }],
  [
    "notes that the visitor is back",
    [...waitingChat, visitorGone, visitorBack],
    { status: "waiting", agents: [] },
  ],
  ["was queued with its agents still in it", [...servedChat, queued(9)], { status: "waiting", agents: [] }],
  ["ended while served", endedChat, { status: "ended", agents: [ana] }],
  ["ended in the queue", [...waitingChat, ended(visitor)], { status: "ended", agents: [] }],
  ["ended after everybody left", [...unattendedChat, ended(visitor)], { status: "ended", agents: [] }],
];

test.each(views)(
  "[VS3] of a chat that %s, folding what may be seen gives the server's view",
  (_, events, view) => {
    expect(folded(events)).toStrictEqual(view);
    expect(visitorViewOf(stateAfter(events))).toStrictEqual(view);
  },
);

test.each(views)(
  "[VS4] the view of a chat that %s is left alone by an event of an unknown type",
  (_, __, view) => {
    // From a newer server: no type of ours.
    const unknown = { type: "ChatCheered", agent: ben, seq: 12, at: noon } as unknown as RecordedVisitorEvent;
    expect(evolveVisitorView(view, unknown)).toBe(view);
  },
);

function folded(events: ChatEvent[]): VisitorView {
  return record(events)
    .map((event) => visibleTo("visitor", event))
    .filter((event) => event !== null)
    .reduce(evolveVisitorView, initialVisitorView);
}
