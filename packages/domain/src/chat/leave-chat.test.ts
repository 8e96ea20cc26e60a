import { expect, test } from "vitest";
import {
  ana,
  ben,
  endedChat,
  joined,
  leaveChat,
  left,
  proactiveChat,
  queued,
  sendMessage,
  servedChat,
  startedAndServed,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

const unattended = { ...startedAndServed, invitations: [], status: "unattended" };

test("[CH5] an agent who is in the chat leaves it", () => {
  given(...servedChat)
    .when(leaveChat(ana))
    .thenEvents(left(ana));
});

test.each([
  ["that a colleague serves", servedChat, ben],
  ["that waits", waitingChat, ana],
  ["that they have left", [...servedChat, joined(ben), left(ana)], ana],
])("[CH5] an agent does not leave a chat %s", (_, chat, who) => {
  given(...chat)
    .when(leaveChat(who))
    .thenRefused({ reason: "not-in-chat" });
});

test("[CH8] a chat that its last agent left is open and out of the queue", () => {
  expect(stateAfter([...servedChat, left(ana)])).toStrictEqual(unattended);
});

test("[CH8] a chat that one of two agents left is served by the other", () => {
  expect(stateAfter([...servedChat, joined(ben), left(ana)])).toStrictEqual({
    ...unattended,
    status: "served",
    agents: [ben],
    participants: [ana, ben],
  });
});

test("[CH9] an ended chat cannot be left", () => {
  given(...endedChat)
    .when(leaveChat(ana))
    .thenRefused({ reason: "chat-ended" });
});

test("[CH11] a proactive chat whose visitor never wrote is out of the queue when its agent leaves", () => {
  given(...proactiveChat)
    .when(leaveChat(ana))
    .thenEvents(left(ana));
  expect(stateAfter([...proactiveChat, left(ana)])).toStrictEqual({
    ...unattended,
    departmentId: null,
    startedBy: "agent",
    visitorHasWritten: false,
  });
});

test("[CH11] the visitor's first reply to a proactive chat that its agent left puts it in the queue", () => {
  given(...proactiveChat, left(ana))
    .when(sendMessage(visitor, "Yes, please"))
    .thenEvents(wrote(visitor, "Yes, please"), queued(7));
});
