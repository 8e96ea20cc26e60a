import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

test("[LI1] a burst passes at once; from then on each frame takes its time, and rest earns a new burst", () => {
  let nowMs = 0;
  const pace = new Pace({ perSecond: 10, burst: 3 }, () => nowMs);
  expect([1, 2, 3, 4, 5].map(() => pace.take(1))).toEqual([0, 0, 0, 100, 200]);
  nowMs = 1000;
  expect([1, 2, 3, 4].map(() => pace.take(1))).toEqual([0, 0, 0, 100]);
});

test("[LI1] what costs more counts as the many that it costs", () => {
  const pace = new Pace({ perSecond: 10, burst: 3 }, () => 0);
  expect(pace.take(11)).toBe(800);
});

test("[LI1] nobody owes so much that they would be taken as silent, however long they go on", () => {
  let nowMs = 0;
  const pace = new Pace({ perSecond: 1, burst: 1 }, () => nowMs);
  const waits = Array.from({ length: 500 }, () => pace.take(1));
  expect(Math.max(...waits)).toBe(20_000);
  nowMs = 21_000;
  expect(pace.isRested).toBe(true);
  expect(pace.take(1)).toBe(0);
});

test("[LI1] who may only take what is left takes nothing past it, and is not held up longer by asking", () => {
  let nowMs = 0;
  const pace = new Pace({ perSecond: 1, burst: 2 }, () => nowMs);
  expect([1, 2, 3, 4].map(() => pace.tryTake(1))).toEqual([true, true, false, false]);
  nowMs = 1000;
  expect([1, 2].map(() => pace.tryTake(1))).toEqual([true, false]);
});
