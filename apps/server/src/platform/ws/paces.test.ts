import { expect, test } from "vitest";
import { Paces } from "./paces.ts";

test("[LI1] all who bring one key share one pace, and coming back at once earns nothing", () => {
  let nowMs = 0;
  const paces = new Paces({ perSecond: 10, burst: 4 }, () => nowMs);
  const [one, other] = [paces.join("a"), paces.join("a")];
  expect([one.take(2), other.take(2), one.take(1)]).toEqual([0, 0, 100]);
  expect(paces.holders("a")).toBe(2);
  paces.leave("a");
  paces.leave("a");
  expect(paces.holders("a")).toBe(0);
  expect(paces.join("a").take(1)).toBe(200);
  expect(paces.join("b").take(4)).toBe(0);
  nowMs = 10_000;
  expect(paces.join("a").take(4)).toBe(0);
});

test("[LI1] who left and is rested is forgotten, who is here or came too fast is not", () => {
  let nowMs = 0;
  const paces = new Paces({ perSecond: 1, burst: 1 }, () => nowMs);
  const kept = paces.join("here");
  paces.join("quiet");
  paces.leave("quiet");
  expect(paces.size).toBe(1);
  for (let index = 0; index < 5000; index += 1) expect(paces.tryTake(`passing ${index}`)).toBe(true);
  expect(paces.size).toBe(5001);
  // All have earned what they took, but for the one who came last.
  nowMs = 999;
  expect(paces.tryTake("last")).toBe(true);
  nowMs = 1000;
  for (let index = 0; index < 5000; index += 1) paces.tryTake(`later ${index}`);
  expect(paces.size).toBeLessThan(8001);
  expect(paces.tryTake("last")).toBe(false);
  expect(paces.join("here")).toBe(kept);
});
