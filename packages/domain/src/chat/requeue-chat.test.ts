import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  disconnected,
  joined,
  proactiveChat,
  queued,
  requeueChat,
  sendMessage,
  servedChat,
  startedAndServed,
  unattendedChat,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

test("[CH10] [QU3] a chat whose only agent was disconnected says so and goes to the head of the queue", () => {
  given(...servedChat)
    .when(requeueChat(ana), { queueNumber: 9 })
    .thenEvents(disconnected(ana), queued(-9));
});

test("[CH10] a chat that goes back to the queue has no agent in it", () => {
  expect(stateAfter([...servedChat, disconnected(ana), queued(-9)])).toStrictEqual({
    ...startedAndServed,
    invitations: [],
    status: "waiting",
    queueNumber: -9,
  });
});

test("[CH10] a chat in which another agent remains is not queued", () => {
  given(...servedChat, joined(ben))
    .when(requeueChat(ana))
    .thenEvents(disconnected(ana));
});

test("[CH10] when the other agent is disconnected too, the chat goes to the head of the queue", () => {
  given(...servedChat, joined(ben), disconnected(ana))
    .when(requeueChat(ben), { queueNumber: 9 })
    .thenEvents(disconnected(ben), queued(-9));
});

test.each([
  ["a colleague serves", servedChat, ben],
  ["waits", waitingChat, ana],
  ["they left before", unattendedChat, ana],
])("[CH10] an agent is not disconnected from a chat that %s", (_, chat, who) => {
  given(...chat)
    .when(requeueChat(who))
    .thenRefused({ reason: "not-in-chat" });
});

test("[CH11] a proactive chat whose visitor never wrote stays out of the queue when its agent is disconnected", () => {
  given(...proactiveChat)
    .when(requeueChat(ana))
    .thenEvents(disconnected(ana));
});

test("[CH11] that the agent wrote on makes no request of it", () => {
  given(...proactiveChat, wrote(agent(ana)))
    .when(requeueChat(ana))
    .thenEvents(disconnected(ana));
});

test("[CH11] the visitor's first reply after that puts it at the end of the queue", () => {
  given(...proactiveChat, disconnected(ana))
    .when(sendMessage(visitor), { queueNumber: 9 })
    .thenEvents(wrote(visitor), queued(9));
});

test("[CH11] a proactive chat in which the visitor wrote goes to the head of the queue", () => {
  given(...proactiveChat, wrote(visitor))
    .when(requeueChat(ana), { queueNumber: 9 })
    .thenEvents(disconnected(ana), queued(-9));
});
