import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  claimed,
  cleo,
  commented,
  dan,
  detailsUpdated,
  disconnected,
  ended,
  endedChat,
  handedOverChat,
  invitationEnded,
  invited,
  joined,
  left,
  minutes,
  noon,
  noted,
  offlineMessage,
  offlineMessageRead,
  proactiveChat,
  queued,
  rated,
  ratingRemoved,
  ratingRequested,
  sales,
  sentFile,
  servedChat,
  started,
  startedAndServed,
  support,
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
  zoe,
} from "../testing/builders.ts";
import { happened, record, stateAfter } from "../testing/given.ts";
import type { ChatEvent, RecordedEvent } from "./events.ts";
import { evolve, fold } from "./evolve.ts";
import { initialState } from "./state.ts";

const fresh = { ...started, invitations: [], status: "waiting", queueNumber: 1 };
const waiting = { ...startedAndServed, invitations: [], status: "waiting", queueNumber: 9 };
const served = { ...startedAndServed, invitations: [], status: "served", agents: [ana] };
const unattended = { ...startedAndServed, invitations: [], status: "unattended" };
const pending = { agent: ben, by: ana, handsOver: true, at: noon };

/** Into each status from each that leads there: the exact state, so that nothing of the one before lingers. */
const ways: [way: string, events: ChatEvent[], state: object][] = [
  ["waiting to served", [...waitingChat, joined(ana)], served],
  ["unattended to served", [...unattendedChat, joined(ana)], served],
  ["served to waiting", [...servedChat, disconnected(ana), queued(9)], waiting],
  ["served to waiting with its agents still in it", [...servedChat, queued(9)], waiting],
  ["unattended to waiting", [...unattendedChat, queued(9)], waiting],
  ["served to unattended by a leave", [...servedChat, left(ana)], unattended],
  ["served to unattended by a disconnection", [...servedChat, disconnected(ana)], unattended],
  ["waiting to ended", [...waitingChat, ended(visitor)], { ...endedWith([]), participants: [] }],
  ["served to ended", [...servedChat, ended(visitor)], endedWith([ana])],
  ["unattended to ended", [...unattendedChat, ended(visitor)], endedWith([])],
  ["handed over to ended", [...handedOverChat, ended(visitor)], endedWith([])],
  ["a rating asked for to ended", [...servedChat, ratingRequested(ana), ended(visitor)], endedWith([ana])],
];

test.each(ways)("from %s nothing of the status before lingers", (_, events, state) => {
  expect(stateAfter(events)).toStrictEqual(state);
});

test("an agent who joins again is in the chat once, by the newest name", () => {
  const annie = { ...ana, name: "Annie" };
  expect(stateAfter([...servedChat, joined(ben), joined(annie)])).toStrictEqual({
    ...served,
    agents: [ben, annie],
    participants: [ben, annie],
  });
});

test("the leave of one who is not in the chat changes nothing", () => {
  expect(stateAfter([...servedChat, left(ben)])).toStrictEqual(served);
  expect(stateAfter([...waitingChat, left(ben)])).toStrictEqual(stateAfter(waitingChat));
});

test("a chat knows when it started and when somebody last wrote", () => {
  const later = noon + minutes(4);
  expect(stateAfter([...waitingChat, happened(later, wrote(visitor))])).toStrictEqual({
    ...fresh,
    quietSince: later,
  });
});

test("[CH11] a chat knows whether its visitor ever wrote", () => {
  const proactive = {
    ...served,
    departmentId: null,
    startedBy: "agent",
    visitorHasWritten: false,
  };
  expect(stateAfter(proactiveChat)).toStrictEqual(proactive);
  expect(stateAfter([...proactiveChat, wrote(visitor), wrote(agent(ana))])).toStrictEqual({
    ...proactive,
    visitorHasWritten: true,
  });
});

test("[IN3] an invitation is pending from when it was made, once an agent, through every open status", () => {
  const queuedBack = [...handedOverChat, queued(9)];
  expect(stateAfter(handedOverChat)).toStrictEqual({ ...unattended, invitations: [pending] });
  expect(stateAfter(queuedBack)).toStrictEqual({ ...waiting, invitations: [pending] });
  expect(stateAfter([...queuedBack, joined(ana)])).toStrictEqual({ ...served, invitations: [pending] });
  const again = happened(noon + minutes(1), invited(cleo, ben));
  expect(stateAfter([...queuedBack, again])).toStrictEqual({
    ...waiting,
    invitations: [{ agent: ben, by: cleo, handsOver: false, at: noon + minutes(1) }],
  });
});

test("[IN2] whoever joins or whose invitation ended is not invited any more, and nobody after a transfer", () => {
  const inviting = [...servedChat, invited(ana, ben), invited(ana, cleo)];
  const cleoIs = { ...pending, agent: cleo, handsOver: false };
  expect(stateAfter([...inviting, joined(ben)])).toStrictEqual({
    ...served,
    agents: [ana, ben],
    participants: [ana, ben],
    invitations: [cleoIs],
  });
  const declined = [...inviting, invitationEnded(ben, "declined")];
  expect(stateAfter(declined)).toStrictEqual({ ...served, invitations: [cleoIs] });
  expect(stateAfter([...inviting, transferred(ana)])).toStrictEqual({
    ...served,
    departmentId: support.departmentId,
  });
});

test("[TR4] whom a transfer excludes is excluded once, to the chat's end and whatever follows", () => {
  const away = transferred(ana, { excludesAgent: true });
  const both = [...servedChat, away, transferred(ben, { excludesAgent: true }), away, transferred(cleo)];
  const excluded = [ben.agentId, ana.agentId];
  const there = { departmentId: support.departmentId, excluded };
  expect(stateAfter(both)).toStrictEqual({ ...served, ...there });
  expect(stateAfter([...both, left(ana), queued(9)])).toStrictEqual({ ...waiting, ...there });
  expect(stateAfter([...both, ended(visitor)])).toStrictEqual({ ...endedWith([ana]), ...there });
});

test("[RA2] [RA3] a rating stands until it is changed or removed, and its comment with it", () => {
  const asked = [...servedChat, ratingRequested(ana)];
  expect(stateAfter(asked)).toStrictEqual({ ...served, isRatingRequested: true });
  const commentedBad = [...asked, rated("bad"), commented("Slow")];
  expect(stateAfter(commentedBad)).toStrictEqual({ ...served, rating: "bad", comment: "Slow" });
  expect(stateAfter([...commentedBad, rated("good")])).toStrictEqual({
    ...served,
    rating: "good",
    comment: "Slow",
  });
  expect(stateAfter([...commentedBad, ratingRemoved])).toStrictEqual(served);
});

test("[ST6] [HI2] an offline message is unread until an agent has read it, and nothing else becomes of it", () => {
  const unread = {
    status: "offline-message",
    visitor: zoe,
    departmentId: sales,
    contact: claimed,
    startedAt: noon,
    unread: true,
  };
  expect(stateAfter(offlineMessage)).toStrictEqual(unread);
  expect(stateAfter([...offlineMessage, queued(9), joined(ana), wrote(visitor)])).toStrictEqual(unread);
  expect(stateAfter([...offlineMessage, offlineMessageRead(ana)])).toStrictEqual({
    ...unread,
    unread: false,
  });
});

test("[TE1] [TE4] a chat among colleagues has its members, with those who were added, without those who left", () => {
  const team = { status: "team", members: [ana, cleo, dan], isGroup: true, startedAt: noon };
  expect(stateAfter(teamChat)).toStrictEqual(team);
  expect(stateAfter([...teamChat, queued(9), wrote(agent(ana))])).toStrictEqual(team);
  expect(stateAfter([...teamChat, teamMembersAdded(ana, ben), left(cleo)])).toStrictEqual({
    ...team,
    members: [ana, dan, ben],
  });
});

test.each([
  wrote(visitor),
  sentFile(visitor),
  noted(ana),
  queued(9),
  joined(ana),
  left(ana),
  disconnected(ana),
  transferred(ana, { excludesAgent: true }),
  invited(ana, ben),
  invitationEnded(ben, "declined"),
  ratingRequested(ana),
  visitorGone,
  visitorBack,
  ended(visitor),
])("[CH9] an ended chat is left alone by $type", (event) => {
  expect(stateAfter([...endedChat, event])).toStrictEqual(stateAfter(endedChat));
});

test("[CH9] [RA1] [DE3] [DE4] rating, tags and the visitor's name go on after the end", () => {
  const over = [...endedChat, rated("bad"), commented("Slow"), tagged(ben, "vip")];
  const state = { ...endedWith([ana]), rating: "bad", comment: "Slow", tags: ["vip"] };
  expect(stateAfter(over)).toStrictEqual(state);
  const renamed = [...over, detailsUpdated(visitor, ["name"], "Zoé"), ratingRemoved];
  expect(stateAfter(renamed)).toStrictEqual({
    ...state,
    visitor: { ...zoe, name: "Zoé" },
    rating: null,
    comment: null,
  });
});

test.each([
  ["not started", []],
  ["waiting", waitingChat],
  ["served", servedChat],
  ["unattended", unattendedChat],
  ["ended", endedChat],
  ["an offline message", offlineMessage],
  ["among colleagues", teamChat],
])("[VS4] an event of an unknown type changes nothing of a chat that is %s", (_, events) => {
  const state = stateAfter(events);
  // From a newer server: no type of ours.
  const unknown = { type: "ChatCheered", agent: ben, seq: 12, at: noon } as unknown as RecordedEvent;
  expect(evolve(state, unknown)).toBe(state);
});

test("folding in two parts gives what folding at once gives", () => {
  const events = record(endedChat);
  for (const cut of events.keys()) {
    const first = fold(events.slice(0, cut), initialState);
    expect(fold(events.slice(cut), first)).toStrictEqual(stateAfter(endedChat));
  }
});

function endedWith(agents: object[]): object {
  return { ...startedAndServed, status: "ended", agents, endedAt: noon, endedBy: visitor };
}
