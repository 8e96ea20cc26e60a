import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { uncheckedFiles } from "./types.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "types-"));
  write("tsconfig.json", { files: [], references: [{ path: "apps/shop" }] });
  write("apps/shop/tsconfig.json", { include: ["src"], compilerOptions: { jsx: "preserve" } });
  write("apps/shop/src/Till.tsx", "");
  write("apps/shop/dist/built.ts", "");
});

afterEach(() => rmSync(root, { recursive: true }));

test("files that a referenced project includes are checked", () => {
  expect(uncheckedFiles(root)).toEqual([]);
});

test("a file outside of its project's include is reported", () => {
  write("apps/shop/build.ts", "");
  expect(uncheckedFiles(root)).toEqual(["apps/shop/build.ts"]);
});

test("a project that the root does not refer to is reported by its files", () => {
  write("bench/tsconfig.json", { include: ["src"] });
  write("bench/src/main.ts", "");
  expect(uncheckedFiles(root)).toEqual(["bench/src/main.ts"]);
});

test("a project that a referenced project refers to counts", () => {
  write("apps/shop/tsconfig.json", { files: [], references: [{ path: "tsconfig.src.json" }] });
  write("apps/shop/tsconfig.src.json", { files: [] });
  expect(uncheckedFiles(root)).toEqual(["apps/shop/src/Till.tsx"]);
  write("apps/shop/tsconfig.src.json", { include: ["src"], compilerOptions: { jsx: "preserve" } });
  expect(uncheckedFiles(root)).toEqual([]);
});

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify(content));
}
