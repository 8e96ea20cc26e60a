import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repository } from "./run.ts";
import type { Tally } from "./tally.ts";
import { ofPlaywright, ofVitest, sum } from "./tally.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

afterEach(() => rmSync(folder, { recursive: true }));

const passes = 'test("passes", () => {});';
const fails = 'test("fails", () => { throw new Error("planted") });';
const strayRejection = 'test("passes, but", async () => { Promise.reject(new Error("planted")); });';

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
  expect(ofVitest(join(folder, "absent.json"), true)).toEqual({ passed: 0, failed: 1 });
  expect(ofPlaywright(join(folder, "absent.json"), true)).toEqual({ passed: 0, failed: 1 });
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
  plant("test", 'import { test } from "vitest";', sources);
  const report = join(folder, "vitest.json");
  return ofVitest(
    report,
    runs(["vitest", "run", "--root", folder, "--reporter=json", `--outputFile.json=${report}`]),
  );
}

function playwright(sources: Record<string, string>): Tally {
  plant("spec", 'import { test } from "@playwright/test";', sources);
  const report = join(folder, "playwright.json");
  return ofPlaywright(
    report,
    runs(["playwright", "test", "--reporter=json"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
  );
}

function plant(kind: "test" | "spec", header: string, sources: Record<string, string>): void {
  for (const [name, source] of Object.entries(sources)) {
    writeFileSync(join(folder, `${name}.${kind}.ts`), `${header}\n${distinct(source)}`);
  }
}

/** Playwright refuses two tests of one title in a file. */
function distinct(source: string): string {
  let count = 0;
  return source.replaceAll('test("passes"', () => `test("passes ${count++}"`);
}

function runs([tool = "", ...args]: string[], env: Record<string, string> = {}): boolean {
  const file = join(repository, "node_modules/.bin", tool);
  // Vitest marks its workers with these; a runner that inherits them believes to be one.
  const { VITEST: _, VITEST_WORKER_ID: __, TEST: ___, ...inherited } = process.env;
  return spawnSync(file, args, { cwd: folder, env: { ...inherited, ...env } }).status === 0;
}
