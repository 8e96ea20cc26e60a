import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  ended,
  endedChat,
  proactiveChat,
  queued,
  sendMessage,
  servedChat,
  unattendedChat,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

test.each([
  ["waits", waitingChat],
  ["is served", servedChat],
  ["an agent started", proactiveChat],
])("[CH2] a visitor's message in a chat that %s joins that chat", (_, chat) => {
  given(...chat)
    .when(sendMessage(visitor, "And another thing"))
    .thenEvents(wrote(visitor, "And another thing"));
});

test("[CH2] a chat that waits keeps its place when the visitor writes on", () => {
  expect(stateAfter([...waitingChat, wrote(visitor)])).toStrictEqual(stateAfter(waitingChat));
});

test("[CH5] an agent who is in the chat writes in it", () => {
  given(...servedChat)
    .when(sendMessage(agent(ana), "Good afternoon"))
    .thenEvents(wrote(agent(ana), "Good afternoon"));
});

test.each([
  ["that a colleague serves", servedChat, ben],
  ["that waits", waitingChat, ana],
  ["that they have left", unattendedChat, ana],
])("[CH5] an agent does not write in a chat %s", (_, chat, who) => {
  given(...chat)
    .when(sendMessage(agent(who)))
    .thenRefused({ reason: "not-in-chat" });
});

test("[CH8] [QU2] after the last agent left, the visitor's next message puts the chat at the end of the queue", () => {
  given(...unattendedChat)
    .when(sendMessage(visitor, "Still there?"), { queueNumber: 9 })
    .thenEvents(wrote(visitor, "Still there?"), queued(9));
});

test("[CH8] only the first message after a leave queues the chat", () => {
  given(...unattendedChat, wrote(visitor), queued(9))
    .when(sendMessage(visitor))
    .thenEvents(wrote(visitor));
});

test.each([
  ["visitor", visitor],
  ["agent who was in it", agent(ana)],
  ["agent who was not", agent(ben)],
])("[CH9] nothing can be written in an ended chat by the %s", (_, from) => {
  given(...endedChat)
    .when(sendMessage(from))
    .thenRefused({ reason: "chat-ended" });
});

test("[CH9] nothing can be written in a chat that ended in the queue", () => {
  given(...waitingChat, ended(visitor))
    .when(sendMessage(visitor))
    .thenRefused({ reason: "chat-ended" });
});
