import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  disconnected,
  ended,
  endedChat,
  joined,
  left,
  minutes,
  noon,
  proactiveChat,
  queued,
  sales,
  servedChat,
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

const started = {
  visitor: zoe,
  departmentId: sales,
  startedBy: "visitor",
  startedAt: noon,
  quietSince: noon,
  visitorHasWritten: true,
  visitorGoneSince: null,
};

const waiting = { ...started, status: "waiting", queueNumber: 9 };
const served = { ...started, status: "served", agents: [ana] };
const unattended = { ...started, status: "unattended" };

/** Into each status from each that leads there: the exact state, so that nothing of the one before lingers. */
const ways: [way: string, events: ChatEvent[], state: object][] = [
  ["waiting to served", [...waitingChat, joined(ana)], served],
  ["unattended to served", [...unattendedChat, joined(ana)], served],
  ["served to waiting", [...servedChat, disconnected(ana), queued(9)], waiting],
  ["served to waiting with its agents still in it", [...servedChat, queued(9)], waiting],
  ["unattended to waiting", [...unattendedChat, queued(9)], waiting],
  ["served to unattended by a leave", [...servedChat, left(ana)], unattended],
  ["served to unattended by a disconnection", [...servedChat, disconnected(ana)], unattended],
  ["waiting to ended", [...waitingChat, ended(visitor)], endedWith([])],
  ["served to ended", [...servedChat, ended(visitor)], endedWith([ana])],
  ["unattended to ended", [...unattendedChat, ended(visitor)], endedWith([])],
];

test.each(ways)("from %s nothing of the status before lingers", (_, events, state) => {
  expect(stateAfter(events)).toStrictEqual(state);
});

test("an agent who joins again is in the chat once, by the newest name", () => {
  const annie = { ...ana, name: "Annie" };
  expect(stateAfter([...servedChat, joined(ben), joined(annie)])).toStrictEqual({
    ...served,
    agents: [ben, annie],
  });
});

test("the leave of one who is not in the chat changes nothing", () => {
  expect(stateAfter([...servedChat, left(ben)])).toStrictEqual(served);
  expect(stateAfter([...waitingChat, left(ben)])).toStrictEqual(stateAfter(waitingChat));
});

test("a chat knows when it started and when somebody last wrote", () => {
  const later = noon + minutes(4);
  expect(stateAfter([...waitingChat, happened(later, wrote(visitor))])).toStrictEqual({
    ...waiting,
    queueNumber: 1,
    quietSince: later,
  });
});

test("[CH11] a chat knows whether its visitor ever wrote", () => {
  const proactive = { ...served, departmentId: null, startedBy: "agent", visitorHasWritten: false };
  expect(stateAfter(proactiveChat)).toStrictEqual(proactive);
  expect(stateAfter([...proactiveChat, wrote(visitor), wrote(agent(ana))])).toStrictEqual({
    ...proactive,
    visitorHasWritten: true,
  });
});

test.each([wrote(visitor), queued(9), joined(ana), left(ana), visitorGone, visitorBack, ended(visitor)])(
  "[CH9] an ended chat is left alone by $type",
  (event) => {
    expect(stateAfter([...endedChat, event])).toStrictEqual(stateAfter(endedChat));
  },
);

test.each([
  ["not started", []],
  ["waiting", waitingChat],
  ["served", servedChat],
  ["unattended", unattendedChat],
  ["ended", endedChat],
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
  return { ...started, status: "ended", agents, endedAt: noon, endedBy: visitor };
}
