import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Tally } from "./tally.ts";
import { ofPlaywright, ofVitest, sum } from "./tally.ts";
import { fails, Planted, passes, strayRejection } from "./testing/planted.ts";

let planted: Planted;

beforeEach(() => {
  planted = new Planted();
});

afterEach(() => planted.remove());

test("Vitest's tests are counted", () => {
  expect(vitest({ a: passes + passes, b: passes })).toEqual({ passed: 3, failed: 0 });
  expect(vitest({ a: passes, b: fails })).toEqual({ passed: 1, failed: 1 });
});

test("a Vitest file that cannot be imported counts as failed, beside failing tests", () => {
  expect(vitest({ a: passes, b: 'import "./absent.ts";', c: fails })).toEqual({ passed: 1, failed: 2 });
});

test("an unhandled rejection under Vitest counts as failed", () => {
  expect(vitest({ a: strayRejection })).toEqual({ passed: 1, failed: 1 });
});

test("a Vitest that finds no test counts as failed", () => {
  expect(vitest({})).toEqual({ passed: 0, failed: 1 });
});

test("Playwright's tests are counted", () => {
  expect(playwright({ a: passes + fails.replace("fails", "fails too"), b: passes })).toEqual({
    passed: 2,
    failed: 1,
  });
});

test("a Playwright file that cannot be imported counts as failed", () => {
  expect(playwright({ a: 'import "./absent.ts";', b: passes })).toEqual({ passed: 0, failed: 1 });
});

test("a Playwright that finds no test counts as failed", () => {
  expect(playwright({})).toEqual({ passed: 0, failed: 1 });
});

test("a runner that left no report counts as failed", () => {
  expect(ofVitest(join(planted.folder, "absent.json"), true)).toEqual({ passed: 0, failed: 1 });
  expect(ofPlaywright(join(planted.folder, "absent.json"), true)).toEqual({ passed: 0, failed: 1 });
});

test("tallies add up", () => {
  expect(
    sum([
      { passed: 7, failed: 0 },
      { passed: 0, failed: 1 },
    ]),
  ).toEqual({ passed: 7, failed: 1 });
});

function vitest(sources: Record<string, string>): Tally {
  return ofVitest(planted.report, planted.vitest(sources));
}

function playwright(sources: Record<string, string>): Tally {
  return ofPlaywright(planted.report, planted.playwright(sources));
}
