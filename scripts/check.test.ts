import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checks, choose, runChecks } from "./check.ts";

const passing = ["node", "-e", "console.log('read 3 files')"];
const failing = ["node", "-e", "console.log('line 7 is wrong'); process.exit(1)"];

let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});

afterEach(() => vi.restoreAllMocks());

test("a passing check prints one line, with its time and what it looked at", async () => {
  expect(await runChecks({ lint: passing })).toEqual({ passed: 1, failed: 0, failures: [] });
  expect(printed).toEqual([expect.stringMatching(/^lint +\d+\.\d s {2}read 3 files$/)]);
});

test("a failing check prints its output, and how to run it alone", async () => {
  expect(await runChecks({ lint: passing, direction: failing })).toEqual({
    passed: 1,
    failed: 1,
    failures: [{ where: "check", title: "direction", text: "line 7 is wrong\n" }],
  });
  const text = printed.join("\n");
  expect(text).toContain("direction:\nline 7 is wrong");
  expect(text).toContain("  npm run check -- direction\n");
  expect(text).not.toContain("npm run check -- lint");
});

test("a check whose tool is not there fails", async () => {
  expect(await runChecks({ lint: ["no-such-tool"] })).toMatchObject({ passed: 0, failed: 1 });
  expect(printed.join("\n")).toContain("no-such-tool did not start");
});

test("without names all checks are chosen, with names only these", () => {
  expect(choose(checks, [])).toBe(checks);
  expect(Object.keys(choose(checks, ["lock", "types"]))).toEqual(["types", "lock"]);
});

test("a name that no check has is refused", () => {
  expect(() => choose(checks, ["typos"])).toThrow("No check is called typos: types, lint, direction");
});
