import { VISITOR_IDLE_AFTER_MS } from "@causerie/domain";
import { beforeEach, expect, test } from "vitest";
import { IDLE_AFTER_MS, watchIdle } from "./idle-watch.ts";

const MINUTE = 60_000;
let now: number;
let input: () => void;
let timers: { at: number; run: () => void }[];
let told: boolean[];

beforeEach(() => {
  now = 0;
  timers = [];
  told = [];
  const view = {
    now: () => now,
    after: (delayMs: number, run: () => void) => {
      timers.push({ at: now + delayMs, run });
    },
    onInput: (listener: () => void) => {
      input = listener;
    },
  };
  watchIdle(view, (idle) => told.push(idle));
});

function passUntil(time: number): void {
  for (;;) {
    const next = timers.find(({ at }) => at <= time);
    if (next === undefined) break;
    timers = timers.filter((timer) => timer !== next);
    now = next.at;
    next.run();
  }
  now = time;
}

test("ten minutes without input make the visitor idle, not less, and the next input makes an end of it [VI3]", () => {
  passUntil(10 * MINUTE - 1);
  expect(told).toEqual([]);
  passUntil(10 * MINUTE);
  expect(told).toEqual([true]);
  passUntil(30 * MINUTE);
  input();
  expect(told).toEqual([true, false]);
  passUntil(40 * MINUTE);
  expect(told).toEqual([true, false, true]);
});

test("the ten minutes count from the last input, and one timer does for all of them [VI3]", () => {
  for (let minute = 1; minute <= 9; minute++) {
    passUntil(minute * MINUTE);
    input();
  }
  expect(timers).toHaveLength(1);
  passUntil(19 * MINUTE - 1);
  expect(told).toEqual([]);
  passUntil(19 * MINUTE);
  expect(told).toEqual([true]);
});

test("[VI3] the time is the domain's", () => {
  expect(IDLE_AFTER_MS).toBe(VISITOR_IDLE_AFTER_MS);
});
