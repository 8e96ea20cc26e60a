import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  commented,
  detailsUpdated,
  disconnected,
  ended,
  handedOver,
  invitationEnded,
  invited,
  joined,
  left,
  noon,
  noted,
  offlineMessageLeft,
  offlineMessageRead,
  photo,
  queued,
  rated,
  ratingRemoved,
  ratingRequested,
  sentFile,
  servedChat,
  startedByAgent,
  startedByVisitor,
  support,
  tagged,
  teamChatStarted,
  teamMembersAdded,
  timedOut,
  transferred,
  visitor,
  visitorBack,
  visitorGone,
  wrote,
} from "../testing/builders.ts";
import { record, stateAfter } from "../testing/given.ts";
import type { ChatEvent, RecordedEvent } from "./events.ts";
import { visibleTo, visitorViewOf } from "./visible-to.ts";
import type { VisitorEvent } from "./visitor-view.ts";

/** An agent's row passes for an `AgentRef`. */
const anaAsStored = { ...ana, email: "ana@example.test" };
const photoAsStored = {
  ...photo,
  path: "/data/files/photo",
  image: { width: 640, height: 480, gps: "48.85, 2.35" },
};
const byAnaAsStored = { kind: "agent" as const, ...anaAsStored };

/** What a visitor sees of each event; null is nothing. */
const seen: Record<ChatEvent["type"], [event: ChatEvent, seen: VisitorEvent | null][]> = {
  ChatStarted: [
    [startedByVisitor, { type: "ChatStarted", by: "visitor" }],
    [startedByAgent, { type: "ChatStarted", by: "agent" }],
  ],
  ChatQueued: [
    [queued(4), { type: "ChatQueued" }],
    [queued(-4), { type: "ChatQueued" }],
  ],
  AgentJoined: [[joined(anaAsStored), { type: "AgentJoined", agent: ana }]],
  AgentLeft: [[left(anaAsStored), { type: "AgentLeft", agent: ana }]],
  AgentDisconnected: [[disconnected(anaAsStored), { type: "AgentDisconnected", agent: ana }]],
  MessageSent: [
    [wrote(visitor, "Hi"), { type: "MessageSent", messageId: "message-1", from: visitor, text: "Hi" }],
    [
      wrote(byAnaAsStored, "Hi"),
      { type: "MessageSent", messageId: "message-1", from: agent(ana), text: "Hi" },
    ],
  ],
  FileSent: [
    [sentFile(visitor), { type: "FileSent", messageId: "message-1", from: visitor, file: photo }],
    [
      { ...sentFile(byAnaAsStored), file: photoAsStored },
      { type: "FileSent", messageId: "message-1", from: agent(ana), file: photo },
    ],
    [
      { ...sentFile(visitor), file: { ...photoAsStored, image: null } },
      { type: "FileSent", messageId: "message-1", from: visitor, file: { ...photo, image: null } },
    ],
  ],
  NoteWritten: [[noted(anaAsStored, "A difficult one"), null]],
  ChatTransferred: [
    [
      {
        ...transferred(anaAsStored, { remark: "A difficult one", excludesAgent: true }),
        ...{ department: { ...support, members: [ana.agentId] } },
      },
      { type: "ChatTransferred", department: support },
    ],
  ],
  AgentInvited: [
    [invited(anaAsStored, ben), null],
    [handedOver(anaAsStored, ben), null],
  ],
  InvitationEnded: [[invitationEnded(anaAsStored, "declined"), null]],
  RatingRequested: [[ratingRequested(anaAsStored), { type: "RatingRequested", agent: ana }]],
  ChatRated: [[rated("bad"), { type: "ChatRated", rating: "bad" }]],
  RatingRemoved: [[ratingRemoved, { type: "RatingRemoved" }]],
  CommentSubmitted: [[commented("Slow"), { type: "CommentSubmitted", text: "Slow" }]],
  TagsChanged: [[tagged(anaAsStored, "difficult"), null]],
  ContactDetailsUpdated: [
    [
      detailsUpdated(visitor, ["name", "phone"]),
      { type: "ContactDetailsUpdated", by: visitor, changed: ["name", "phone"] },
    ],
    [
      detailsUpdated(byAnaAsStored, ["notes", "email"]),
      { type: "ContactDetailsUpdated", by: agent(ana), changed: ["email"] },
    ],
    [detailsUpdated(byAnaAsStored, ["notes"]), null],
  ],
  OfflineMessageLeft: [
    [offlineMessageLeft, { type: "OfflineMessageLeft", messageId: "message-1", text: "Hello" }],
  ],
  OfflineMessageRead: [[offlineMessageRead(anaAsStored), null]],
  TeamChatStarted: [[teamChatStarted(anaAsStored, ben), null]],
  TeamMembersAdded: [[teamMembersAdded(anaAsStored, ben), null]],
  VisitorGone: [[visitorGone, null]],
  VisitorBack: [[visitorBack, null]],
  ChatEnded: [
    [ended(visitor), { type: "ChatEnded", by: visitor }],
    [ended(byAnaAsStored), { type: "ChatEnded", by: agent(ana) }],
    [timedOut("idle"), { type: "ChatEnded", by: { kind: "time-out", because: "idle" } }],
    [timedOut("visitor-gone"), { type: "ChatEnded", by: { kind: "time-out", because: "visitor-gone" } }],
  ],
};

const each = Object.values(seen)
  .flat()
  .map(([event, visible]) => ({ type: event.type, event, visible }));

test.each(each)("[VS1] an agent sees $type whole", ({ event }) => {
  const recorded = at12(event);
  expect(visibleTo("agent", recorded)).toBe(recorded);
});

test.each(each)("[VS2] a visitor sees of $type this and no more", ({ event, visible }) => {
  expect(visibleTo("visitor", at12(event))).toStrictEqual(visible && { seq: 12, at: noon, ...visible });
});

test("[VS2] a field that was added to an event stays inside", () => {
  const newer = { ...queued(4), remark: "from Sales" };
  const [event] = record([newer]);
  expect(event && visibleTo("visitor", event)).toStrictEqual({ type: "ChatQueued", seq: 1, at: noon });
});

test("[VS2] the visitor's view names the agents and no more", () => {
  const state = stateAfter([...servedChat, left(ana), joined(anaAsStored)]);
  expect(visitorViewOf(state)).toStrictEqual({
    status: "served",
    agents: [ana],
    wasServed: true,
    rating: null,
    comment: null,
    isRatingRequested: false,
  });
});

test("[VS4] a visitor sees nothing of an event of an unknown type, an agent all of it", () => {
  // From a newer server: no type of ours.
  const unknown = { type: "ChatCheered", cheers: 3, seq: 12, at: noon } as unknown as RecordedEvent;
  expect(visibleTo("visitor", unknown)).toBeNull();
  expect(visibleTo("agent", unknown)).toBe(unknown);
});

function at12(event: ChatEvent): RecordedEvent {
  return { ...event, seq: 12, at: noon };
}
