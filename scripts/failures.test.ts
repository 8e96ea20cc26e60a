import { afterEach, beforeEach, expect, test } from "vitest";
import { failureOfProgram, failuresOfPlaywright, failuresOfVitest, listOf } from "./failures.ts";
import { fails, Planted, passes, strayRejection } from "./testing/planted.ts";

let planted: Planted;

beforeEach(() => {
  planted = new Planted();
});

afterEach(() => planted.remove());

const absent = 'import "./absent.ts";';
const inside = `test.describe("inside", () => { ${fails} });`;

test("each failed test of Vitest's is told with its file, its title and what it said", () => {
  expect(vitest({ a: passes, b: passes + inside })).toEqual([
    { where: "b.test.ts", title: "inside fails", text: expect.stringMatching(/^Error: planted\n/) },
  ]);
});

test("a Vitest file that cannot be imported is told, and what no test is to blame for", () => {
  expect(vitest({ a: absent, b: strayRejection })).toEqual([
    { where: "a.test.ts", title: "the file could not be run", text: expect.stringContaining("absent.ts") },
    {
      where: "Vitest",
      title: "outside of any test",
      text: expect.stringMatching(/^Error: planted astray\n/),
    },
  ]);
});

test("each failed test of Playwright's is told, those of a group too", () => {
  const told = { title: "fails", text: expect.stringContaining("Error: planted") };
  expect(playwright({ a: passes + fails, b: inside })).toEqual([
    { where: "a.spec.ts", ...told },
    { where: "b.spec.ts", ...told },
  ]);
});

test("a Playwright file that cannot be imported is told", () => {
  expect(playwright({ a: absent })).toContainEqual({
    where: "Playwright",
    title: "outside of any test",
    text: expect.stringContaining("absent.ts"),
  });
});

test("without a report nothing is told", () => {
  expect(failuresOfVitest(planted.report, planted.faults, planted.folder)).toEqual([]);
  expect(failuresOfPlaywright(planted.report)).toEqual([]);
});

test("of a program that failed the last lines are told", () => {
  const { text } = failureOfProgram("chaos", `${numbered(30)}\n`);
  expect(text.split("\n")).toEqual(numbered(30).split("\n").slice(-11));
});

test("a failure takes at most a dozen lines, without colours and empty ones", () => {
  const text = `\u001b[31m${numbered(40).replace("\n", "\n\n")}`;
  expect(listOf([{ where: "a.test.ts", title: "adds", text }]).split("\n")).toEqual([
    "✗ a.test.ts: adds",
    ...numbered(11)
      .split("\n")
      .map((line) => `    ${line}`),
  ]);
});

test("of a stack our own steps are told", () => {
  const text = [
    "Error: planted",
    "    at /causerie/a.test.ts:2:7",
    "    at file:///causerie/node_modules/vitest/run.js:1:1",
    "    at new Promise (<anonymous>)",
  ].join("\n");
  expect(listOf([{ where: "a.test.ts", title: "adds", text }])).toBe(
    "✗ a.test.ts: adds\n    Error: planted\n        at /causerie/a.test.ts:2:7",
  );
});

test("however many fail, the list is short, and says how many it leaves out", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ where: "a", title: `${index}`, text: numbered(40) }));
  for (const count of [1, 7, 8, 28, 29, 500]) {
    const lines = listOf(many(count)).split("\n");
    expect(lines.length).toBeLessThanOrEqual(85);
    const shown = lines.filter((line) => line.startsWith("✗ ")).length;
    expect(lines.at(-1)).toMatch(shown < count ? `… and ${count - shown} more` : /^ {4}line/);
  }
});

function numbered(count: number): string {
  return Array.from({ length: count }, (_, index) => `line ${index}`).join("\n");
}

function vitest(sources: Record<string, string>) {
  planted.vitest(sources);
  return failuresOfVitest(planted.report, planted.faults, planted.folder);
}

function playwright(sources: Record<string, string>) {
  planted.playwright(sources);
  return failuresOfPlaywright(planted.report);
}
