import { expect, test } from "vitest";
import { isNews, totalOf, type Unseen } from "./news.ts";

const unseen = (chats: Record<string, number>): Unseen =>
  new Map(Object.entries(chats).map(([id, count]) => [id, { count, isTeam: id.startsWith("team") }]));

test("[DA5] one more message in a chat of mine is news, whatever was read elsewhere at the same time", () => {
  expect(isNews(unseen({ anna: 0, ben: 3 }), unseen({ anna: 1, ben: 0 }))).toBe(true);
  expect(isNews(unseen({ anna: 2 }), unseen({ anna: 2 }))).toBe(false);
  expect(isNews(unseen({ anna: 2 }), unseen({ anna: 0 }))).toBe(false);
});

test("[DA5] a visitor's chat that has just become mine is no news, and what is said in it afterwards is", () => {
  expect(isNews(unseen({}), unseen({ anna: 4 }))).toBe(false);
  expect(isNews(unseen({ anna: 4 }), unseen({ anna: 5 }))).toBe(true);
});

test("[DA5] a chat among colleagues comes with its first message, which is news", () => {
  expect(isNews(unseen({}), unseen({ "team-1": 1 }))).toBe(true);
});

test("[DA5] the tab counts what is unseen in all of them", () => {
  expect(totalOf(unseen({ anna: 2, ben: 0, "team-1": 1 }))).toBe(3);
});
