import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  endChat,
  ended,
  endedChat,
  joined,
  left,
  minutes,
  noon,
  servedChat,
  startedAndServed,
  unattendedChat,
  visitor,
  waitingChat,
} from "../testing/builders.ts";
import { given, happened, stateAfter } from "../testing/given.ts";

const justEnded = { ...startedAndServed, status: "ended", endedAt: noon + minutes(3) };

test("[CH5] an agent who is in the chat ends it", () => {
  given(...servedChat)
    .when(endChat(agent(ana)))
    .thenEvents(ended(agent(ana)));
});

test.each([
  ["that a colleague serves", servedChat, ben],
  ["that waits", waitingChat, ana],
  ["that they have left", unattendedChat, ana],
])("[CH5] an agent does not end a chat %s", (_, chat, who) => {
  given(...chat)
    .when(endChat(agent(who)))
    .thenRefused({ reason: "not-in-chat" });
});

test.each([
  ["waits", waitingChat],
  ["is served", servedChat],
  ["was left by everybody", unattendedChat],
])("[CH9] the visitor ends a chat that %s", (_, chat) => {
  given(...chat)
    .when(endChat(visitor))
    .thenEvents(ended(visitor));
});

test("[CH9] an agent's End chat ends it for a colleague in it too", () => {
  expect(
    stateAfter([...servedChat, joined(ben), happened(noon + minutes(3), ended(agent(ana)))]),
  ).toStrictEqual({ ...justEnded, agents: [ana, ben], participants: [ana, ben], endedBy: agent(ana) });
});

test("[CH9] a chat that ends in the queue is out of it", () => {
  expect(stateAfter([...waitingChat, happened(noon + minutes(3), ended(visitor))])).toStrictEqual({
    ...justEnded,
    agents: [],
    participants: [],
    endedBy: visitor,
  });
});

test("[CH9] a chat that its agents left before it ended names none of them", () => {
  expect(stateAfter([...servedChat, left(ana), happened(noon + minutes(3), ended(visitor))])).toStrictEqual({
    ...justEnded,
    agents: [],
    endedBy: visitor,
  });
});

test.each([
  ["visitor", visitor],
  ["agent", agent(ana)],
])("[CH9] an ended chat cannot be ended again by the %s", (_, by) => {
  given(...endedChat)
    .when(endChat(by))
    .thenRefused({ reason: "chat-ended" });
});
