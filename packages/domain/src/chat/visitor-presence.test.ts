import { expect, test } from "vitest";
import {
  endedChat,
  minutes,
  noon,
  proactiveChat,
  queued,
  recordVisitorBack,
  recordVisitorGone,
  servedChat,
  unattendedChat,
  visitor,
  visitorBack,
  visitorGone,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, happened, stateAfter } from "../testing/given.ts";

const openChats = [
  ["waits", waitingChat],
  ["is served", servedChat],
  ["was left by everybody", unattendedChat],
  ["an agent started", proactiveChat],
] as const;

test.each(openChats)("[CH12] a chat that %s notes that the visitor is gone, once", (_, chat) => {
  given(...chat)
    .when(recordVisitorGone)
    .thenEvents(visitorGone);
  given(...chat, visitorGone)
    .when(recordVisitorGone)
    .thenRefused({ reason: "nothing-to-do" });
});

test.each(openChats)("[CH12] a chat that %s notes that the visitor is back, once", (_, chat) => {
  given(...chat, visitorGone)
    .when(recordVisitorBack)
    .thenEvents(visitorBack);
  given(...chat, visitorGone, visitorBack)
    .when(recordVisitorBack)
    .thenRefused({ reason: "nothing-to-do" });
});

test("[CH12] one who was never gone is not noted as back", () => {
  given(...servedChat)
    .when(recordVisitorBack)
    .thenRefused({ reason: "nothing-to-do" });
});

test("[CH12] gone and back leave the chat as it was", () => {
  expect(stateAfter([...servedChat, visitorGone, visitorBack])).toStrictEqual(stateAfter(servedChat));
});

test("[CH12] a chat remembers since when its visitor is gone, whatever else happens", () => {
  const goneAt = noon + minutes(1);
  const before = [...unattendedChat, wrote(visitor), queued(9)];
  const gone = [...unattendedChat, happened(goneAt, visitorGone), wrote(visitor), queued(9)];
  expect(stateAfter(gone)).toStrictEqual({ ...stateAfter(before), visitorGoneSince: goneAt });
});

test.each([
  ["gone", recordVisitorGone],
  ["back", recordVisitorBack],
])("[CH12] an ended chat does not note that the visitor is %s", (_, command) => {
  given(...endedChat)
    .when(command)
    .thenRefused({ reason: "nothing-to-do" });
});
