import { expect, test } from "vitest";
import { boundsOf, changesOf, isWithinBounds, shown } from "./time-out-fields.ts";

const SETTINGS = {
  ratingEnabled: false,
  offlineTransfers: false,
  fileTypes: [],
  agentGoneAfterMs: 50,
  visitorGoneAfterMs: 120_000,
  chatIdleAfterMs: 1_200_000,
};

test("times are shown in minutes and seconds", () => {
  expect(shown("chatIdleAfterMs", 1_200_000)).toBe(20);
  expect(shown("chatIdleAfterMs", 90_000)).toBe(1.5);
  expect(shown("visitorGoneAfterMs", 120_000)).toBe(120);
});

test("[SE6] what is out of bounds, or no number, is not taken", () => {
  expect(boundsOf("chatIdleAfterMs")).toEqual({ min: 1, max: 1440 });
  expect(boundsOf("visitorGoneAfterMs")).toEqual({ min: 10, max: 3600 });
  expect(boundsOf("agentGoneAfterMs")).toEqual({ min: 5, max: 600 });
  expect([5, 600].map((value) => isWithinBounds("agentGoneAfterMs", value))).toEqual([true, true]);
  const wrong = [4.99, 601, "", "-"];
  expect(wrong.map((value) => isWithinBounds("agentGoneAfterMs", value))).toEqual(wrong.map(() => false));
});

test("only what was changed is sent, to the millisecond", () => {
  expect(changesOf({}, SETTINGS)).toEqual({});
  expect(changesOf({ visitorGoneAfterMs: 120, chatIdleAfterMs: 2.5 }, SETTINGS)).toEqual({
    chatIdleAfterMs: 150_000,
  });
  expect(changesOf({ agentGoneAfterMs: 0.05 }, SETTINGS)).toEqual({});
});
