import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

test("[DO5] a burst passes at once; from then on each frame takes its time, and rest earns a new burst", () => {
  let nowMs = 0;
  const pace = new Pace({ framesPerSecond: 10, burst: 3 }, () => nowMs);
  expect([1, 2, 3, 4, 5].map(() => pace.waitAfterMs(10))).toEqual([0, 0, 0, 100, 200]);
  nowMs = 1000;
  expect([1, 2, 3, 4].map(() => pace.waitAfterMs(10))).toEqual([0, 0, 0, 100]);
});

test("[DO5] a long frame counts as the many that it costs", () => {
  const pace = new Pace({ framesPerSecond: 10, burst: 3 }, () => 0);
  expect(pace.waitAfterMs(40_960)).toBe(800);
});

test("[DO5] nobody is left unread for so long that they would be taken as silent", () => {
  const pace = new Pace({ framesPerSecond: 1, burst: 1 }, () => 0);
  const waits = Array.from({ length: 500 }, () => pace.waitAfterMs(10));
  expect(Math.max(...waits)).toBe(20_000);
});
