import { describe, expect, it } from "vitest";
import { ago, dayName, elapsed } from "./time.ts";

const MINUTE = 60_000;

describe("Time on site", () => {
  it.each([
    [0, "0:00"],
    [-5000, "0:00"],
    [42_999, "0:42"],
    [12 * MINUTE + 5000, "12:05"],
    [62 * MINUTE + 33_000, "1:02:33"],
  ])("is shown as a watch does: %i ms", (ms, shown) => {
    expect(elapsed(ms, "en")).toBe(shown);
  });

  it("counts days from a day on", () => {
    expect(elapsed(50 * 60 * MINUTE, "en")).toBe("2 days");
    expect(elapsed(50 * 60 * MINUTE, "fr")).toMatch(/^2\sj$/);
  });
});

describe("A relative time", () => {
  it("is worded in the language", () => {
    expect(ago(0, 3 * MINUTE, "en")).toBe("3 minutes ago");
    expect(ago(0, 3 * MINUTE, "fr")).toBe("il y a 3 minutes");
    expect(ago(0, 1000, "en")).toBe("now");
  });
});

describe("A day line", () => {
  const words = { locale: "en", today: "Today", yesterday: "Yesterday" };
  const noon = new Date(2026, 2, 10, 12).getTime();

  it("says today, yesterday, else the date", () => {
    expect(dayName(noon, noon, words)).toBe("Today");
    expect(dayName(new Date(2026, 2, 9, 23, 59).getTime(), noon, words)).toBe("Yesterday");
    expect(dayName(new Date(2026, 2, 3).getTime(), noon, words)).toBe("Tuesday, March 3");
    expect(dayName(new Date(2025, 2, 3).getTime(), noon, words)).toBe("Monday, March 3, 2025");
  });
});
