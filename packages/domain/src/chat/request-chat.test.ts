import { test } from "vitest";
import {
  endedChat,
  queued,
  requestChat,
  servedChat,
  startedByVisitor,
  unattendedChat,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given } from "../testing/given.ts";

test("[CH1] the first message starts a chat and puts it in the queue", () => {
  given()
    .when(requestChat("Is it in stock?"), { queueNumber: 3 })
    .thenEvents(startedByVisitor, wrote(visitor, "Is it in stock?"), queued(3));
});

test.each([
  ["waits", waitingChat],
  ["is served", servedChat],
  ["was left by everybody", unattendedChat],
])("[CH1] a chat that %s cannot be requested a second time", (_, chat) => {
  given(...chat)
    .when(requestChat())
    .thenRefused({ reason: "already-open" });
});

test("[CH9] an ended chat is not requested again: a new one is", () => {
  given(...endedChat)
    .when(requestChat())
    .thenRefused({ reason: "chat-ended" });
});
