import { expect, test } from "vitest";
import { median, percentile, spread } from "./statistics.ts";

test("the median of an odd number of values is the one in the middle", () => {
  expect(median([9, 1, 10])).toBe(9);
});

test("the median of an even number of values is the mean of the two in the middle", () => {
  expect(median([10, 2, 1, 4])).toBe(3);
});

test("a percentile is one of the values, and the share given does not exceed it", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 50, 99, 100]);
});

test("no values have no median and no percentile", () => {
  expect([median([]), percentile([], 0.5)]).toEqual([Number.NaN, Number.NaN]);
});

test("the spread is what lies between the extremes, as a share of the median", () => {
  expect(spread([90, 100, 115])).toBe(0.25);
});
