import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  joined,
  proactiveChat,
  servedChat,
  startChat,
  startedAndServed,
  startedByAgent,
  unattendedChat,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

test("[CH6] an agent starts a chat with the first message and is in it", () => {
  given()
    .when(startChat(ana, "May I help?"))
    .thenEvents(startedByAgent, joined(ana), wrote(agent(ana), "May I help?"));
});

test("[CH6] a chat that an agent started is served, not in the queue, and its visitor has written nothing", () => {
  expect(stateAfter(proactiveChat)).toStrictEqual({
    ...startedAndServed,
    departmentId: null,
    startedBy: "agent",
    visitorHasWritten: false,
    invitations: [],
    status: "served",
    agents: [ana],
  });
});

test.each([
  ["waits", waitingChat],
  ["everybody has left", unattendedChat],
])("[CH7] starting a chat with a visitor who %s joins the open chat with the message", (_, chat) => {
  given(...chat)
    .when(startChat(ben, "May I help?"))
    .thenEvents(joined(ben), wrote(agent(ben), "May I help?"));
});

test("[CH7] an agent who starts a chat that a colleague serves is told who", () => {
  given(...servedChat)
    .when(startChat(ben))
    .thenRefused({ reason: "already-served", by: ["Ana"] });
});

test("[CH7] an agent who starts a chat that they serve themselves writes in it", () => {
  given(...servedChat)
    .when(startChat(ana, "As I said"))
    .thenEvents(wrote(agent(ana), "As I said"));
});
