import { expect, test } from "vitest";
import { boundsOf, daysOf, eachDay, readPeriodSearch } from "./period.ts";

const now = new Date(2026, 2, 10, 15, 30).getTime();

test("[RA11] the period is read from the address, seven days without one; what is no day is left out", () => {
  expect(readPeriodSearch({})).toEqual({});
  expect(readPeriodSearch({ period: "7d" })).toEqual({});
  expect(readPeriodSearch({ period: "30d", from: "2026-01-01" })).toEqual({ period: "30d" });
  expect(readPeriodSearch({ period: "custom", from: "2026-02-31", to: "2026-03-01" })).toEqual({
    period: "custom",
    to: "2026-03-01",
  });
});

test("[RA11] periods are whole days, today in them", () => {
  expect(daysOf({ period: "today" }, now)).toEqual({ first: "2026-03-10", last: "2026-03-10" });
  expect(daysOf({}, now)).toEqual({ first: "2026-03-04", last: "2026-03-10" });
  expect(daysOf({ period: "30d" }, now)).toEqual({ first: "2026-02-09", last: "2026-03-10" });
});

test("[RA11] a custom period is whole, in its order, and at most a leap year long", () => {
  const custom = (from?: string, to?: string) => daysOf({ period: "custom", from, to }, now);
  expect(custom("2026-03-01", "2026-03-01")).toEqual({ first: "2026-03-01", last: "2026-03-01" });
  expect(custom("2026-03-02", "2026-03-01")).toBeNull();
  expect(custom("2026-03-02")).toBeNull();
  expect(custom("2024-01-01", "2024-12-31")).not.toBeNull();
  expect(custom("2024-01-01", "2025-01-01")).toBeNull();
});

test("[RA11] a period ends where the day after it begins, when the clocks change too", () => {
  const days = { first: "2026-03-28", last: "2026-03-30" };
  expect(boundsOf(days)).toEqual({
    from: new Date(2026, 2, 28).getTime(),
    to: new Date(2026, 2, 31).getTime(),
  });
  expect(eachDay(days)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  expect(eachDay({ first: "2024-02-28", last: "2024-03-01" })).toHaveLength(3);
});
