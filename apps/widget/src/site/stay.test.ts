import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { REST_MS, stay } from "./stay.ts";

let isThere: boolean;
let times: number;
let look: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  isThere = false;
  times = 0;
  look = stay(
    () => isThere,
    () => {
      isThere = true;
      times += 1;
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test("[WI4] what a site took out is back at once, and what is there stays untouched", () => {
  look();
  expect([isThere, times]).toEqual([true, 1]);
  look();
  vi.advanceTimersByTime(REST_MS);
  expect(times).toBe(1);
  isThere = false;
  look();
  expect([isThere, times]).toEqual([true, 2]);
});

test("[WI4] where there is no body yet to be put back into, it is back within a second", () => {
  let hasBody = false;
  look = stay(
    () => isThere,
    () => {
      if (!hasBody) throw new TypeError("no body");
      isThere = true;
    },
  );
  expect(look).toThrow("no body");
  hasBody = true;
  vi.advanceTimersByTime(REST_MS);
  expect(isThere).toBe(true);
});

test("[WI4] a site that takes it out each time has it back once a second", () => {
  look();
  isThere = false;
  look();
  look();
  expect([isThere, times]).toEqual([false, 1]);
  vi.advanceTimersByTime(REST_MS);
  expect([isThere, times]).toEqual([true, 2]);
});
