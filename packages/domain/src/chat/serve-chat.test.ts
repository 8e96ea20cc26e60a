import { expect, test } from "vitest";
import {
  ana,
  ben,
  cleo,
  joined,
  left,
  queued,
  serveChat,
  servedChat,
  startedAndServed,
  unattendedChat,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

test("[CH3] an agent serves a waiting chat by joining it", () => {
  given(...waitingChat)
    .when(serveChat(ana))
    .thenEvents(joined(ana));
});

test("[CH3] a served chat has left the queue", () => {
  expect(stateAfter([...waitingChat, joined(ana)])).toStrictEqual({
    ...startedAndServed,
    invitations: [],
    status: "served",
    agents: [ana],
  });
});

test("[CH3] a chat that came back to the queue is served like any other", () => {
  given(...unattendedChat, wrote(visitor), queued(9))
    .when(serveChat(ben))
    .thenEvents(joined(ben));
});

test("[CH4] the second agent is told by whom the chat is served", () => {
  given(...servedChat)
    .when(serveChat(ben))
    .thenRefused({ reason: "already-served", by: ["Ana"] });
});

test("[CH4] all who serve the chat are named, in the order in which they joined", () => {
  given(...servedChat, joined(ben))
    .when(serveChat(cleo))
    .thenRefused({ reason: "already-served", by: ["Ana", "Ben"] });
});

test("[CH4] one who has left is not named", () => {
  given(...servedChat, joined(ben), left(ana))
    .when(serveChat(cleo))
    .thenRefused({ reason: "already-served", by: ["Ben"] });
});

test("[CH4] who serves the chat already cannot serve it again either", () => {
  given(...servedChat)
    .when(serveChat(ana))
    .thenRefused({ reason: "already-served", by: ["Ana"] });
});

test("[QU4] of two agents who serve the same request, the first gets it and the second does not", () => {
  given(...waitingChat)
    .when(serveChat(ben))
    .thenEvents(joined(ben));
  given(...waitingChat, joined(ben))
    .when(serveChat(ana))
    .thenRefused({ reason: "already-served", by: ["Ben"] });
});
