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
  timeOutOfGone,
  timeOutOfIdle,
  unattendedChat,
  visitor,
  visitorBack,
  visitorGone,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, happened } from "../testing/given.ts";

const goneTimeOut = timeOutOfGone(minutes(2));
const idleTimeOut = timeOutOfIdle(minutes(20));
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

test.each([
  ["is served", servedChat],
  ["was left by everybody", unattendedChat],
])(
  "[CH17] a chat that %s does not end under a visitor who is active, however long nobody writes",
  (_, chat) => {
    given(...chat)
      .when(timeOutOfIdle(minutes(20), true), { now: noon + minutes(600) })
      .thenRefused({ reason: "nothing-to-do" });
  },
);

test("[CH17] whether the visitor is active is asked when the time-out is due, not before", () => {
  const dueAt = noon + minutes(20);
  given(...servedChat)
    .when(timeOutOfIdle(minutes(20), true), { now: dueAt - 1 })
    .thenRefused({ reason: "not-due", dueAt });
});

test("[CH17] a time-out shorter than a page needs to say that its visitor is idle goes by silence alone", () => {
  const shortest = timeOutOfIdle(minutes(10), true);
  const shorter = timeOutOfIdle(minutes(10) - 1, true);
  given(...servedChat)
    .when(shortest, { now: noon + minutes(10) })
    .thenRefused({ reason: "nothing-to-do" });
  given(...servedChat)
    .when(shorter, { now: noon + minutes(10) })
    .thenEvents(timedOut("idle"));
});

test("[CH17] silence takes nothing from the time of a visitor who is gone", () => {
  const gone = given(...servedChat, happened(noon + minutes(19), visitorGone));
  gone.when(idleTimeOut, { now: noon + minutes(20) }).thenRefused({ reason: "nothing-to-do" });
  gone.when(goneTimeOut, { now: noon + minutes(21) }).thenEvents(timedOut("visitor-gone"));
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
