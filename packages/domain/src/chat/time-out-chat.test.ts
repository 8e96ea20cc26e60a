import { test } from "vitest";
import {
  agent,
  ana,
  disconnected,
  endedChat,
  joined,
  minutes,
  noon,
  proactiveChat,
  queued,
  sendMessage,
  servedChat,
  timedOut,
  timeOutChat,
  unattendedChat,
  visitor,
  visitorBack,
  visitorGone,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, happened } from "../testing/given.ts";

const goneTimeOut = timeOutChat("visitor-gone", minutes(2));
const idleTimeOut = timeOutChat("idle", minutes(20));
const goneAt = noon + minutes(5);

test.each([
  ["waits", waitingChat],
  ["is served", servedChat],
  ["was left by everybody", unattendedChat],
])("[CH13] a chat that %s ends when the visitor has been gone for the time-out, not before", (_, chat) => {
  const chatOfOneGone = given(...chat, happened(goneAt, visitorGone));
  const dueAt = goneAt + minutes(2);
  chatOfOneGone.when(goneTimeOut, { now: dueAt - 1 }).thenRefused({ reason: "not-due", dueAt });
  chatOfOneGone.when(goneTimeOut, { now: dueAt }).thenEvents(timedOut("visitor-gone"));
});

test("[CH13] a chat does not end when the visitor is back, however late it is asked", () => {
  given(...servedChat, happened(goneAt, visitorGone), happened(goneAt + 1, visitorBack))
    .when(goneTimeOut, { now: goneAt + minutes(600) })
    .thenRefused({ reason: "nothing-to-do" });
});

test("[CH13] the time-out of one who went again counts from the second time", () => {
  const again = goneAt + minutes(1);
  given(...servedChat, happened(goneAt, visitorGone), visitorBack, happened(again, visitorGone))
    .when(goneTimeOut, { now: goneAt + minutes(2) })
    .thenRefused({ reason: "not-due", dueAt: again + minutes(2) });
});

test("[CH13] what an agent writes to one who is gone does not put the end off", () => {
  given(...servedChat, happened(goneAt, visitorGone), happened(goneAt + minutes(1), wrote(agent(ana))))
    .when(goneTimeOut, { now: goneAt + minutes(2) })
    .thenEvents(timedOut("visitor-gone"));
});

test.each([
  ["is served", servedChat],
  ["was left by everybody", unattendedChat],
  ["an agent started", proactiveChat],
])("[CH14] a chat that %s ends when nobody has written for the time-out, not before", (_, chat) => {
  const dueAt = noon + minutes(20);
  given(...chat)
    .when(idleTimeOut, { now: dueAt - 1 })
    .thenRefused({ reason: "not-due", dueAt });
  given(...chat)
    .when(idleTimeOut, { now: dueAt })
    .thenEvents(timedOut("idle"));
});

test.each([
  ["visitor's", visitor],
  ["agent's", agent(ana)],
])("[CH14] the time-out counts from the last message, the %s too", (_, from) => {
  given(...servedChat, happened(noon + minutes(15), wrote(from)))
    .when(idleTimeOut, { now: noon + minutes(20) })
    .thenRefused({ reason: "not-due", dueAt: noon + minutes(35) });
});

test.each([
  ["for the first time", waitingChat],
  ["again after a leave", [...unattendedChat, wrote(visitor), queued(9)]],
  ["again after a disconnection", [...servedChat, disconnected(ana), queued(-9)]],
])("[CH14] a visitor who waits %s is not timed out while on the site", (_, chat) => {
  given(...chat)
    .when(idleTimeOut, { now: noon + minutes(600) })
    .thenRefused({ reason: "nothing-to-do" });
});

test("[CH14] a chat that waited long is not idle the moment it is served", () => {
  const servedAt = noon + minutes(25);
  given(...waitingChat, happened(servedAt, joined(ana)))
    .when(idleTimeOut, { now: servedAt + 1 })
    .thenRefused({ reason: "not-due", dueAt: servedAt + minutes(20) });
});

test("[CH14] a visitor who is gone does not make the chat idle earlier or later", () => {
  given(...servedChat, happened(noon + minutes(19), visitorGone))
    .when(idleTimeOut, { now: noon + minutes(20) })
    .thenEvents(timedOut("idle"));
});

test.each([
  ["visitor's absence", goneTimeOut],
  ["silence", idleTimeOut],
])("[CH9] an ended chat is not ended again by the %s", (_, command) => {
  given(...endedChat, visitorGone)
    .when(command, { now: noon + minutes(600) })
    .thenRefused({ reason: "nothing-to-do" });
});

test("[CH9] nothing can be written in a chat that timed out", () => {
  given(...servedChat, timedOut("idle"))
    .when(sendMessage(visitor))
    .thenRefused({ reason: "chat-ended" });
});
