import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockProblems } from "./lock.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lock-"));
  write("package.json", { name: "shop", workspaces: ["apps/*"] });
  write("apps/till/package.json", { name: "till", dependencies: { biome: "1.0.0" } });
});

afterEach(() => rmSync(root, { recursive: true }));

/** A whole lock: the binary for Linux lies beside its package, the one for Windows at the top. */
function wholeLock() {
  return {
    "": { name: "shop", workspaces: ["apps/*"] },
    "apps/till": { name: "till", dependencies: { biome: "1.0.0" } },
    "node_modules/till": { resolved: "apps/till", link: true },
    "node_modules/biome": { integrity: "sha512-a", optionalDependencies: { "@b/linux": "1", "@b/win": "1" } },
    "node_modules/biome/node_modules/@b/linux": { integrity: "sha512-b", optional: true },
    "node_modules/@b/win": { integrity: "sha512-c", optional: true },
  };
}

test("a whole lock passes", () => {
  expect(problemsOf(wholeLock())).toEqual([]);
});

test("the binary of a platform that the lock lacks is reported", () => {
  const { "node_modules/@b/win": _, ...lock } = wholeLock();
  expect(problemsOf(lock)).toEqual([
    "node_modules/biome: @b/win, optional, is not in the lock; `npm ci` fails where it fits",
  ]);
});

test("a binary that only another package can reach is missing too", () => {
  const { "node_modules/@b/win": win, ...lock } = wholeLock();
  expect(problemsOf({ ...lock, "node_modules/other/node_modules/@b/win": win })).toHaveLength(1);
});

test("an address in the lock is reported, a workspace's folder is none", () => {
  const resolved = "https://packages.example/biome-1.0.0.tgz";
  const lock = wholeLock();
  const problems = problemsOf({
    ...lock,
    "node_modules/@b/win": { ...lock["node_modules/@b/win"], resolved },
  });
  expect(problems).toEqual([expect.stringMatching(/^node_modules\/@b\/win: names a host/)]);
});

test("a package without integrity is reported", () => {
  expect(problemsOf({ ...wholeLock(), "node_modules/@b/win": {} })).toEqual([
    expect.stringMatching(/^node_modules\/@b\/win: has no "integrity"/),
  ]);
});

test("a workspace that the lock does not know, or not by its link, is reported", () => {
  const { "apps/till": _, ...unknown } = wholeLock();
  expect(problemsOf(unknown)).toEqual([
    "apps/till/package.json: the workspace is not in the lock; run npm install",
  ]);
  const { "node_modules/till": __, ...unlinked } = wholeLock();
  expect(problemsOf(unlinked)).toEqual([
    "apps/till/package.json: till is not linked in the lock; run npm install",
  ]);
});

test("a dependency that was added, dropped or moved to another version since is reported", () => {
  const stale = ['apps/till/package.json: "dependencies" differs from the lock; run npm install'];
  for (const dependencies of [{ biome: "1.0.0", pg: "8.0.0" }, {}, { biome: "1.0.1" }]) {
    write("apps/till/package.json", { name: "till", dependencies });
    expect(problemsOf(wholeLock())).toEqual(stale);
  }
});

function problemsOf(packages: Record<string, unknown>): string[] {
  write("package-lock.json", { lockfileVersion: 3, packages });
  return lockProblems(root).problems;
}

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify(content));
}
