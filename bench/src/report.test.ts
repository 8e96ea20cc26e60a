import { expect, test } from "vitest";
import { type LineReport, lineOf, toJson, toText } from "./report.ts";

function report(ratio: number): LineReport {
  return {
    line: lineOf({ name: "relay", ours: ratio * 20_000, ceiling: 20_000, ratio, must: 0.5, aim: 0.8 }),
    setting: "a few visitors to one agent",
    details: [{ label: "p50, ms", ours: "1.7", ceiling: "0.5" }],
    remarks: ["A remark."],
  };
}

test("the table names every line with its goals, and the details stand beneath", () => {
  expect(toText([report(0.625)])).toBe(
    [
      "         ours  ceiling  ratio  must   aim   met",
      "relay  12,500   20,000   0.63  0.50  0.80  must",
      "",
      "relay: a few visitors to one agent",
      "         ours  ceiling",
      "p50, ms   1.7      0.5",
      "A remark.",
    ].join("\n"),
  );
});

test("a ratio at the aim says so, and one below the must says no", () => {
  expect([0.8, 0.5, 0.49].map((ratio) => toText([report(ratio)]).match(/\b(aim|must|no)$/m)?.[0])).toEqual([
    "aim",
    "must",
    "no",
  ]);
});

test("the JSON holds the lines alone, and met is whether the must is reached", () => {
  expect(JSON.parse(toJson([report(0.5), report(0.49)]))).toEqual({
    lines: [
      { name: "relay", ours: 10_000, ceiling: 20_000, ratio: 0.5, must: 0.5, aim: 0.8, met: true },
      { name: "relay", ours: 9_800, ceiling: 20_000, ratio: 0.49, must: 0.5, aim: 0.8, met: false },
    ],
  });
});
