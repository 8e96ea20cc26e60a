import { expect, test } from "vitest";
import { eachDay } from "./period.ts";
import { columnsOf, shareOf, shareText } from "./share.ts";

test("[RA11] the share is good of good and bad, and nothing where nobody rated", () => {
  expect(shareOf({ good: 3, bad: 1 })).toBe(0.75);
  expect(shareOf({ good: 0, bad: 0 })).toBeNull();
  expect(shareText({ good: 0, bad: 0 }, "en")).toBe("–");
  expect(shareText({ good: 2, bad: 1 }, "en")).toBe("67%");
  expect(shareText({ good: 2, bad: 1 }, "fr")).toBe("67\u00a0%");
});

test("[RA11] it says 100 % only of all, and 0 % only of none", () => {
  expect(shareText({ good: 999, bad: 1 }, "en")).toBe("99%");
  expect(shareText({ good: 1, bad: 999 }, "en")).toBe("1%");
  expect(shareText({ good: 5, bad: 0 }, "en")).toBe("100%");
  expect(shareText({ good: 0, bad: 5 }, "en")).toBe("0%");
});

test("[RA11] the trend has every day, also those without ratings, and weeks where days are too many", () => {
  const rated = [{ day: "2026-03-02", good: 2, bad: 1 }];
  expect(columnsOf(["2026-03-01", "2026-03-02"], rated)).toEqual([
    { first: "2026-03-01", last: "2026-03-01", good: 0, bad: 0 },
    { first: "2026-03-02", last: "2026-03-02", good: 2, bad: 1 },
  ]);
  const year = columnsOf(eachDay({ first: "2026-01-01", last: "2026-12-31" }), rated);
  expect(year).toHaveLength(53);
  expect(year[8]).toEqual({ first: "2026-02-26", last: "2026-03-04", good: 2, bad: 1 });
  expect(year.at(-1)).toEqual({ first: "2026-12-31", last: "2026-12-31", good: 0, bad: 0 });
});
