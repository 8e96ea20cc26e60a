import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  commented,
  detailsUpdated,
  disconnected,
  ended,
  endedChat,
  handedOverChat,
  invitationEnded,
  invited,
  joined,
  left,
  noon,
  noted,
  offlineMessage,
  offlineMessageRead,
  proactiveChat,
  queued,
  rated,
  ratingRemoved,
  ratingRequested,
  sentFile,
  servedChat,
  tagged,
  teamChat,
  teamMembersAdded,
  transferred,
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

const fresh = { agents: [], wasServed: false, rating: null, comment: null, isRatingRequested: false };
const taken = { ...fresh, wasServed: true };
const notStarted: VisitorView = { ...fresh, status: "not-started" };
const waiting: VisitorView = { ...fresh, status: "waiting" };
const backInQueue: VisitorView = { ...taken, status: "waiting" };
const served: VisitorView = { ...taken, status: "served", agents: [ana] };
const unattended: VisitorView = { ...taken, status: "unattended" };
const over: VisitorView = { ...taken, status: "ended", agents: [ana] };

const views: [chat: string, events: ChatEvent[], view: VisitorView][] = [
  ["has not started", [], notStarted],
  ["waits", waitingChat, waiting],
  ["is served", servedChat, served],
  ["an agent started", proactiveChat, served],
  ["two agents are in", [...servedChat, joined(ben)], { ...served, agents: [ana, ben] }],
  ["one of two left", [...servedChat, joined(ben), left(ana)], { ...served, agents: [ben] }],
  ["an agent joined twice", [...servedChat, joined(ben), joined(ana)], { ...served, agents: [ben, ana] }],
  ["everybody left", unattendedChat, unattended],
  ["waits after a leave", [...unattendedChat, wrote(visitor), queued(9)], backInQueue],
  ["waits after a disconnection", [...servedChat, disconnected(ana), queued(-9)], backInQueue],
  ["nobody is in after a disconnection", [...proactiveChat, disconnected(ana)], unattended],
  ["notes that the visitor is gone", [...servedChat, visitorGone], served],
  ["notes that the visitor is back", [...waitingChat, visitorGone, visitorBack], waiting],
  ["was queued with its agents still in it", [...servedChat, queued(9)], backInQueue],
  ["holds a file", [...servedChat, sentFile(visitor)], served],
  ["holds a note", [...servedChat, noted(ana)], served],
  ["a colleague is invited to", [...servedChat, invited(ana, ben)], served],
  ["is being handed over", handedOverChat, unattended],
  ["a colleague declined", [...handedOverChat, invitationEnded(ben, "declined"), queued(-9)], backInQueue],
  ["was transferred", [...servedChat, transferred(ana), left(ana), queued(9)], backInQueue],
  [
    "an agent asks a rating of",
    [...servedChat, ratingRequested(ana)],
    { ...served, isRatingRequested: true },
  ],
  ["is rated", [...servedChat, ratingRequested(ana), rated("bad")], { ...served, rating: "bad" }],
  [
    "is rated with a comment",
    [...servedChat, rated("bad"), commented("Slow"), rated("good")],
    { ...served, rating: "good", comment: "Slow" },
  ],
  ["the rating was taken back of", [...servedChat, rated("bad"), commented("Slow"), ratingRemoved], served],
  ["is tagged", [...servedChat, tagged(ben, "vip")], served],
  ["the visitor's details changed in", [...servedChat, detailsUpdated(visitor, ["email"])], served],
  ["ended while served", endedChat, over],
  ["ended in the queue", [...waitingChat, ended(visitor)], { ...waiting, status: "ended" }],
  ["ended after everybody left", [...unattendedChat, ended(visitor)], { ...over, agents: [] }],
  ["ended while a rating was asked for", [...servedChat, ratingRequested(ana), ended(visitor)], over],
  ["was rated after its end", [...endedChat, rated("good")], { ...over, rating: "good" }],
  [
    "was commented after its end",
    [...endedChat, rated("good"), commented("Quick")],
    {
      ...over,
      rating: "good",
      comment: "Quick",
    },
  ],
  ["the rating was taken back of after its end", [...endedChat, rated("good"), ratingRemoved], over],
  ["is an offline message", offlineMessage, { ...fresh, status: "offline-message" }],
  [
    "is an offline message that was read",
    [...offlineMessage, offlineMessageRead(ana)],
    { ...fresh, status: "offline-message" },
  ],
  ["is among colleagues", [...teamChat, teamMembersAdded(ana, ben), wrote(agent(ana))], notStarted],
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
