import { expect, test } from "vitest";
import {
  ana,
  ben,
  changeTags,
  endedChat,
  offlineMessage,
  servedChat,
  tagged,
  teamChat,
  unattendedChat,
  waitingChat,
} from "../testing/builders.ts";
import { decideAfter, given } from "../testing/given.ts";
import { MAX_TAG_LENGTH } from "./change-tags.ts";

test.each([
  ["waits", waitingChat],
  ["a colleague serves", servedChat],
  ["everybody has left", unattendedChat],
  ["has ended", endedChat],
])("[DE4] any agent tags a chat that %s", (_, chat) => {
  given(...chat)
    .when(changeTags(ben, ["vip", "refund"]))
    .thenEvents(tagged(ben, "vip", "refund"));
});

test("[DE4] tags are added to those that stand and removed from them, each once", () => {
  given(...servedChat, tagged(ana, "vip", "refund"))
    .when(changeTags(ben, ["refund", "new", "new"], ["vip", "unknown"]))
    .thenEvents(tagged(ben, "refund", "new"));
});

test("[DE4] of two who tag at once neither undoes the other", () => {
  given(...servedChat, tagged(ana, "refund"))
    .when(changeTags(ben, ["vip"]))
    .thenEvents(tagged(ben, "refund", "vip"));
});

test.each([
  ["a tag that stands", ["vip"], []],
  ["the removal of one that is not there", [], ["unknown"]],
  ["the removal and addition of one that stands", ["vip"], ["vip"]],
  ["nothing", [], []],
])("[DE4] %s is no change", (_, add, remove) => {
  given(...servedChat, tagged(ana, "vip"))
    .when(changeTags(ben, add, remove))
    .thenRefused({ reason: "nothing-to-do" });
});

test.each(["", " ", "two words", "line\nbreak", "no\u00a0break", "x".repeat(141)])(
  "[DE4] %j is no tag, and nothing of what was asked with it is done",
  (tag) => {
    given(...servedChat)
      .when(changeTags(ana, ["vip", tag]))
      .thenRefused({ reason: "bad-tag", maxLength: 140 });
  },
);

test.each(["x", "x".repeat(140), "é🙂", "wants-refund"])("[DE4] %s is a tag", (tag) => {
  expect(MAX_TAG_LENGTH).toBe(140);
  expect(decideAfter(servedChat, changeTags(ana, [tag])).ok).toBe(true);
});

test.each([
  ["an offline message", offlineMessage],
  ["a chat among colleagues", teamChat],
  ["no chat", []],
])("[DE4] %s has no tags", (_, chat) => {
  given(...chat)
    .when(changeTags(ana, ["vip"]))
    .thenRefused({ reason: "no-chat" });
});
