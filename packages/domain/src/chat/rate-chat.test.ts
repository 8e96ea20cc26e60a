import { expect, test } from "vitest";
import {
  ana,
  ben,
  commented,
  ended,
  endedChat,
  joined,
  left,
  queued,
  rateChat,
  rated,
  ratingRemoved,
  ratingRequested,
  requestRating,
  servedChat,
  submitComment,
  unattendedChat,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

const enabled = { isRatingEnabled: true };

test.each([
  ["ask for a rating", requestRating(ana)],
  ["rate", rateChat("good")],
  ["take a rating back", rateChat(null)],
  ["comment", submitComment("Thanks")],
])("[RA1] while rating is off nobody can %s", (_, command) => {
  given(...servedChat, rated("bad"))
    .when(command)
    .thenRefused({ reason: "rating-off" });
});

test("[RA2] the visitor rates, changes it, takes it back and rates again: every change is an event", () => {
  given(...servedChat)
    .when(rateChat("good"), enabled)
    .thenEvents(rated("good"));
  given(...servedChat, rated("good"))
    .when(rateChat("bad"), enabled)
    .thenEvents(rated("bad"));
  given(...servedChat, rated("good"), rated("bad"))
    .when(rateChat(null), enabled)
    .thenEvents(ratingRemoved);
  given(...servedChat, rated("good"), rated("bad"), ratingRemoved)
    .when(rateChat("good"), enabled)
    .thenEvents(rated("good"));
});

test("[RA2] only the last rating counts", () => {
  const life = [rated("good"), commented("Quick"), rated("bad"), ratingRemoved, rated("good")];
  expect(stateAfter([...servedChat, ...life])).toMatchObject({ rating: "good", comment: null });
});

test.each(["good", null] as const)("[RA2] the same again is no change: %s", (rating) => {
  given(...servedChat, ...(rating ? [rated(rating)] : []))
    .when(rateChat(rating), enabled)
    .thenRefused({ reason: "nothing-to-do" });
});

test.each([
  ["is served", servedChat],
  ["everybody has left", unattendedChat],
  ["waits again", [...unattendedChat, wrote(visitor), queued(9)]],
  ["has ended", endedChat],
  ["ended in the queue after an agent took part", [...unattendedChat, queued(9), ended(visitor)]],
])("[RA3] a chat that %s is rated, as an agent took part", (_, chat) => {
  given(...chat)
    .when(rateChat("bad"), enabled)
    .thenEvents(rated("bad"));
});

test.each([
  ["waits", waitingChat],
  ["ended in the queue", [...waitingChat, ended(visitor)]],
])("[RA3] a chat that %s and in which no agent took part is not rated", (_, chat) => {
  given(...chat)
    .when(rateChat("bad"), enabled)
    .thenRefused({ reason: "not-served-yet" });
});

test("[RA4] an agent who is in the chat asks for a rating, again too, and after one was given", () => {
  given(...servedChat)
    .when(requestRating(ana), enabled)
    .thenEvents(ratingRequested(ana));
  given(...servedChat, joined(ben), ratingRequested(ana), rated("bad"))
    .when(requestRating(ben), enabled)
    .thenEvents(ratingRequested(ben));
});

test.each([
  ["a colleague serves", servedChat, ben],
  ["waits", waitingChat, ana],
  ["they have left", [...servedChat, joined(ben), left(ana)], ana],
])("[RA4] an agent asks for no rating of a chat that %s", (_, chat, who) => {
  given(...chat)
    .when(requestRating(who), enabled)
    .thenRefused({ reason: "not-in-chat" });
});

test("[RA4] no rating is asked for after the end", () => {
  given(...endedChat)
    .when(requestRating(ana), enabled)
    .thenRefused({ reason: "chat-ended" });
});

test.each([servedChat, endedChat])("[RA5] a comment goes with a rating, in and after the chat", (...chat) => {
  given(...chat, rated("bad"))
    .when(submitComment("Too slow"), enabled)
    .thenEvents(commented("Too slow"));
  given(...chat, rated("bad"), commented("Too slow"))
    .when(submitComment("Too slow, but kind"), enabled)
    .thenEvents(commented("Too slow, but kind"));
});

test.each([
  ["never rated", []],
  ["whose rating was taken back", [rated("good"), ratingRemoved]],
])("[RA5] there is no comment on a chat %s", (_, events) => {
  given(...servedChat, ...events)
    .when(submitComment("Hm"), enabled)
    .thenRefused({ reason: "not-rated" });
});

test("[RA5] a comment goes when its rating is taken back, and stays when it changes", () => {
  const said = [...servedChat, rated("bad"), commented("Slow")];
  expect(stateAfter([...said, rated("good")])).toMatchObject({ rating: "good", comment: "Slow" });
  expect(stateAfter([...said, ratingRemoved])).toMatchObject({ rating: null, comment: null });
});

test.each([
  [" ", { reason: "message-empty" }],
  ["x".repeat(10_001), { reason: "message-too-long", maxLength: 10_000 }],
] as const)("[RA5] a comment holds what a message holds", (text, refusal) => {
  given(...servedChat, rated("good"))
    .when(submitComment(text), enabled)
    .thenRefused(refusal);
});
