import { expect, test } from "vitest";
import { failedLine, figure, type Goal, lineOf, type Report, toJson, toText } from "./report.ts";

const ratioGoal: Goal = { better: "more", must: 0.5, aim: 0.8, unit: "/cpu·s" };
const waitGoal: Goal = { better: "less", must: 100, aim: 50, unit: "ms" };

function report(...lines: Report["lines"]): Report {
  return {
    name: "relay",
    lines,
    setting: "a few visitors to one agent",
    details: [{ label: "p50, ms", ours: "1.7", ceiling: "0.5" }],
    remarks: ["A remark."],
  };
}

function relay(ratio: number) {
  return lineOf("relay", { ours: ratio * 20_000, ceiling: 20_000, ratio }, ratioGoal);
}

test("the table names every line with its goals, and the details stand beneath", () => {
  expect(toText([report(relay(0.625), lineOf("wait", { ours: 61.25 }, waitGoal))])).toBe(
    [
      "                ours        ceiling  ratio      must      aim   met",
      "relay  12,500 /cpu·s  20,000 /cpu·s   0.63    ≥ 0.50   ≥ 0.80  must",
      "wait         61.3 ms              –      –  ≤ 100 ms  ≤ 50 ms  must",
      "",
      "relay: a few visitors to one agent",
      "         ours  ceiling",
      "p50, ms   1.7      0.5",
      "A remark.",
    ].join("\n"),
  );
});

test.each([
  [ratioGoal, [0.8, 0.5, 0.49]],
  [waitGoal, [50, 100, 101]],
])("a figure at the aim says so, and one that misses the must says no", (goal, figures) => {
  expect(figures.map((ours) => verdict(ours, goal))).toEqual(["aim", "must", "no"]);
});

test("without a must, it is enough to have come through, and whether the aim was reached is said", () => {
  const goal = { ...waitGoal, must: null };
  expect([50, 51].map((ours) => verdict(ours, goal))).toEqual(["aim", "not aim"]);
  expect(lineOf("line", { ours: 51 }, goal).met).toBe(true);
});

function verdict(ours: number, goal: Goal): string | undefined {
  return toText([report(lineOf("line", { ours }, goal))]).match(/(not aim|aim|must|no)$/m)?.[0];
}

test("a line whose run failed is in the table and is not met", () => {
  expect(toText([report(failedLine("crowd"))])).toMatch(/^crowd +– +– +– +– +– +failed$/m);
  expect(failedLine("crowd").met).toBe(false);
});

test("the JSON holds the lines alone, and met is whether the must is reached", () => {
  const wait = lineOf("wait", { ours: 120 }, { ...waitGoal, aim: null });
  expect(JSON.parse(toJson([report(relay(0.5), relay(0.49)), report(wait)]))).toEqual({
    lines: [
      { name: "relay", ours: 10_000, ceiling: 20_000, ratio: 0.5, must: 0.5, aim: 0.8, met: true },
      { name: "relay", ours: 9_800, ceiling: 20_000, ratio: 0.49, must: 0.5, aim: 0.8, met: false },
      { name: "wait", ours: 120, ceiling: null, ratio: null, must: 100, aim: null, met: false },
    ],
  });
});

test("a figure shows three digits, and large ones whole", () => {
  expect([12_345.6, 123.4, 12.34, 1.234, 0.04, 3].map(figure)).toEqual([
    "12,346",
    "123",
    "12.3",
    "1.23",
    "0.04",
    "3",
  ]);
});
