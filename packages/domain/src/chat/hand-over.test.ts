import { expect, test } from "vitest";
import {
  acceptInvitation,
  ana,
  ben,
  cleo,
  dan,
  disconnected,
  endedChat,
  handedOver,
  handedOverChat,
  invitationEnded,
  invited,
  joined,
  lapseHandOver,
  left,
  minutes,
  noon,
  queued,
  requeueChat,
  sendMessage,
  serveChat,
  servedChat,
  startChat,
  support,
  transferred,
  visitor,
  wrote,
} from "../testing/builders.ts";
import { given, happened, stateAfter } from "../testing/given.ts";
import { HAND_OVER_MS } from "./hand-over.ts";

const due = { now: noon + HAND_OVER_MS, queueNumber: 9 };

test("[IN3] a chat is the colleague's to take for 60 seconds", () => {
  expect(HAND_OVER_MS).toBe(60_000);
  given(...handedOverChat)
    .when(lapseHandOver(HAND_OVER_MS), { now: noon + HAND_OVER_MS - 1 })
    .thenRefused({ reason: "not-due", dueAt: noon + HAND_OVER_MS });
});

test("[IN3] what the visitor writes during a hand-over does not put the chat in the queue", () => {
  given(...handedOverChat)
    .when(sendMessage(visitor))
    .thenEvents(wrote(visitor));
});

test("[IN3] nobody serves a chat from the queue that is being handed over", () => {
  given(...handedOverChat)
    .when(serveChat(cleo))
    .thenRefused({ reason: "not-waiting" });
});

test("[IN3] who was handed the chat joins it, and the hand-over is over", () => {
  given(...handedOverChat)
    .when(acceptInvitation(ben))
    .thenEvents(joined(ben));
  given(...handedOverChat, joined(ben))
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenRefused({ reason: "nothing-to-do" });
});

test("[IN4] a hand-over that nobody took in time ends, and the chat goes to the head of the queue", () => {
  given(...handedOverChat)
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenEvents(invitationEnded(ben, "lapsed"), queued(-9));
});

test("[IN4] one that was transferred before goes back to the queue of its department", () => {
  const inSupport = [...servedChat, transferred(ana), left(ana), queued(7), joined(cleo)];
  const back = [...inSupport, handedOver(cleo, ben), left(cleo), invitationEnded(ben, "lapsed"), queued(-9)];
  expect(stateAfter(back)).toMatchObject({ status: "waiting", departmentId: support.departmentId });
});

test("[IN4] who was handed the chat and is gone past the grace period ends it too", () => {
  given(...handedOverChat)
    .when(requeueChat(ben), { queueNumber: 9 })
    .thenEvents(invitationEnded(ben, "disconnected"), queued(-9));
});

test.each([
  ["lapses", lapseHandOver(HAND_OVER_MS), "lapsed" as const],
  ["is to one who is gone", requeueChat(ben), "disconnected" as const],
])("[IN4] a hand-over that %s while somebody else is in the chat leaves it theirs", (_, command, because) => {
  given(...servedChat, joined(cleo), handedOver(ana, ben), left(ana))
    .when(command, due)
    .thenEvents(invitationEnded(ben, because));
});

test("[IN4] the last to leave one that is being handed over leaves it to whom it was handed", () => {
  const handed = [...servedChat, joined(cleo), handedOver(ana, ben), left(ana)];
  given(...handed)
    .when(requeueChat(cleo))
    .thenEvents(disconnected(cleo));
  given(...handed, left(cleo))
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenEvents(invitationEnded(ben, "lapsed"), queued(-9));
});

test("[IN4] of two to whom it was handed, the one whose time is up first is out first, and the chat waits after both", () => {
  const later = happened(noon + minutes(0.5), handedOver(cleo, dan));
  const twice = [...servedChat, joined(cleo), handedOver(ana, ben), left(ana), later, left(cleo)];
  given(...twice)
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenEvents(invitationEnded(ben, "lapsed"));
  given(...twice, invitationEnded(ben, "lapsed"))
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenRefused({ reason: "not-due", dueAt: noon + minutes(1.5) });
  given(...twice, invitationEnded(ben, "lapsed"))
    .when(lapseHandOver(HAND_OVER_MS), { ...due, now: noon + minutes(1.5) })
    .thenEvents(invitationEnded(dan, "lapsed"), queued(-9));
});

test("[IN4] one that a colleague took by writing to the visitor does not go back to the queue", () => {
  given(...handedOverChat)
    .when(startChat(cleo))
    .thenEvents(joined(cleo), wrote({ kind: "agent", ...cleo }));
  given(...handedOverChat, joined(cleo))
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenEvents(invitationEnded(ben, "lapsed"));
});

test.each([
  ["without a hand-over", servedChat],
  ["with a mere invitation", [...servedChat, invited(ana, ben)]],
  ["that has ended", endedChat],
])("[IN4] nothing lapses in a chat %s", (_, chat) => {
  given(...chat)
    .when(lapseHandOver(HAND_OVER_MS), due)
    .thenRefused({ reason: "nothing-to-do" });
});
