import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unread } from "./direction.ts";

const script = join(import.meta.dirname, "direction.ts");
const server = "apps/server/src";

/** A repository in small that breaks no rule, every kind of permitted import among it. */
const clean: Record<string, string> = {
  "bench/src/main.ts": `import "@causerie/client"; import "@causerie/domain/testing";`,
  "bench/src/circle.ts": "export {};",
  "e2e/src/shop.ts": `import "@causerie/client";`,
  "packages/domain/src/index.ts": `export * from "./chat/decide.ts"; export * from "./chat/event.ts";`,
  "packages/domain/src/chat/decide.ts": `import "./event.ts"; export const decide = 1;`,
  "packages/domain/src/chat/decide.test.ts": `import "vitest"; import "../testing/index.ts";`,
  "packages/domain/src/chat/event.ts": "export type ChatEvent = 1;",
  "packages/domain/src/chat/visitor-view.ts": `import "./event.ts"; export const view = 1;`,
  "packages/domain/src/testing/index.ts": `import "fast-check";`,
  "packages/protocol/src/index.ts": `import "typebox"; import type { ChatEvent } from "@causerie/domain";`,
  "packages/protocol/src/version.ts": "export const version = 1;",
  "packages/client/src/index.ts": `import type { Frame } from "@causerie/protocol"; import "@causerie/protocol/version"; export * from "@causerie/domain/visitor-view";`,
  "packages/client/src/index.test.ts": `import "@causerie/protocol"; import "node:fs";`,
  "apps/widget/src/loader.ts": `import { connect } from "@causerie/client"; import type { Frame } from "@causerie/protocol"; import sheet from "./panel.css?inline";`,
  "apps/widget/src/panel.css": "",
  "apps/dashboard/src/routes.tsx": `import "@causerie/client"; import "@causerie/domain"; import "@causerie/protocol"; export default <p />;`,
  [`${server}/main.ts`]: `import "./chats/store.ts"; import "./platform/sql.ts"; import "./accounts/index.ts";`,
  [`${server}/accounts/index.ts`]: `import "./sign-in.ts";`,
  [`${server}/accounts/sign-in.ts`]: `import "better-auth"; import "../platform/sql.ts"; import "node:fs";`,
  [`${server}/accounts/sign-in.test.ts`]: `import "../chats/store.ts"; import "@causerie/client";`,
  [`${server}/chats/index.ts`]: `import "./store.ts"; import "@causerie/domain"; import "@causerie/protocol";`,
  [`${server}/chats/store.ts`]: `import "../accounts/index.ts"; export const store = 1;`,
  [`${server}/platform/sql.ts`]: "export const sql = 1;",
};

/** Planted files by the rule that each breaks, with what they import as it is reported. */
const faults: [rule: string, file: string, source: string, reported: string][] = [
  ["domain-imports-nothing", "packages/domain/src/a.ts", `import "node:fs";`, "fs"],
  [
    "domain-imports-nothing",
    "packages/domain/src/b.ts",
    `import "typebox";`,
    "node_modules/typebox/dist/index.mjs",
  ],
  ["protocol-imports-domain-and-typebox", "packages/protocol/src/a.ts", `import "node:fs";`, "fs"],
  [
    "protocol-imports-domain-types-only",
    "packages/protocol/src/b.ts",
    `import type { ChatEvent } from "@causerie/domain"; import { decide } from "@causerie/domain";`,
    "packages/domain/src/index.ts",
  ],
  [
    "client-imports-protocol-and-domain",
    "packages/client/src/a.ts",
    `import "preact";`,
    "node_modules/preact/dist/index.mjs",
  ],
  [
    "client-and-widget-never-reach-typebox",
    "packages/client/src/b.ts",
    `import { type Frame } from "@causerie/protocol";`,
    "packages/protocol/src/index.ts -> node_modules/typebox/dist/index.mjs",
  ],
  [
    "packages-never-import-apps",
    "packages/client/src/c.test.ts",
    `import "../../../apps/server/src/platform/sql.ts";`,
    `${server}/platform/sql.ts`,
  ],
  [
    "apps-never-import-apps",
    "apps/dashboard/src/a.ts",
    `import type { sql } from "../../server/src/platform/sql.ts";`,
    `${server}/platform/sql.ts`,
  ],
  [
    "server-never-imports-client",
    `${server}/chats/a.ts`,
    `import "@causerie/client";`,
    "packages/client/src/index.ts",
  ],
  [
    "client-and-widget-never-reach-typebox",
    "apps/widget/src/a.tsx",
    `import { Frame } from "@causerie/protocol"; export default <p />;`,
    "packages/protocol/src/index.ts -> node_modules/typebox/dist/index.mjs",
  ],
  [
    "widget-never-reaches-decide",
    "apps/widget/src/b.ts",
    `import { ChatEvent } from "@causerie/domain";`,
    "packages/domain/src/index.ts -> packages/domain/src/chat/decide.ts",
  ],
  [
    "server-features-through-index",
    `${server}/chats/b.ts`,
    `import type { signIn } from "../accounts/sign-in.ts";`,
    `${server}/accounts/sign-in.ts`,
  ],
  [
    "server-platform-knows-no-feature",
    `${server}/platform/a.ts`,
    `import "../chats/index.ts";`,
    `${server}/chats/index.ts`,
  ],
  ["server-main-wires", `${server}/start.ts`, `import "./chats/index.ts";`, `${server}/chats/index.ts`],
  [
    "server-folders-have-a-place",
    `${server}/bots/index.ts`,
    `import "../platform/sql.ts";`,
    `${server}/platform/sql.ts`,
  ],
  [
    "better-auth-in-sign-in-only",
    `${server}/accounts/a.ts`,
    `import type { auth } from "better-auth";`,
    "node_modules/better-auth/dist/index.mjs",
  ],
  [
    "tests-only-from-tests",
    "packages/domain/src/c.ts",
    `import "./testing/index.ts";`,
    "packages/domain/src/testing/index.ts",
  ],
  ["leaves-are-not-imported", "e2e/src/a.ts", `import "../../bench/src/main.ts";`, "bench/src/main.ts"],
  ["no-circles", "bench/src/a.ts", `import "./circle.ts";`, "bench/src/circle.ts -> bench/src/a.ts"],
  ["imports-resolve", "bench/src/b.ts", `import "./absent.ts";`, "./absent.ts"],
  ...featuresInOrder().slice(0, -1).map(importOfTheNext),
];

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "direction-"));
  for (const feature of featuresInOrder()) plant({ [`${server}/${feature}/index.ts`]: "export {};" });
  plant(clean);
  for (const name of ["typebox", "better-auth", "preact", "vitest", "fast-check"]) installPackage(name);
  linkWorkspace("domain", {
    ".": "./src/index.ts",
    "./visitor-view": "./src/chat/visitor-view.ts",
    "./testing": "./src/testing/index.ts",
  });
  linkWorkspace("protocol", { ".": "./src/index.ts", "./version": "./src/version.ts" });
  linkWorkspace("client", { ".": "./src/index.ts" });
});

afterEach(() => rmSync(root, { recursive: true }));

test("a tree that keeps every rule passes", () => {
  expect(direction()).toEqual({ status: 0, problems: [] });
});

test("every planted violation is reported, and nothing else is", () => {
  plant(Object.fromEntries(faults.map(([, file, source]) => [file, source])));
  plant({ "bench/src/circle.ts": `import "./a.ts";` });
  const { status, problems } = direction();
  expect(problems).toEqual(
    faults.map(([rule, file, , reported]) => `${rule}: ${file} -> ${reported}`).sort(),
  );
  expect(status).toBe(1);
});

test("every rule has a planted violation", () => {
  const require = createRequire(import.meta.url);
  const configs = [require("../.dependency-cruiser.cjs"), require("../.dependency-cruiser.runtime.cjs")];
  const rules: string[] = configs.flatMap(({ forbidden }) =>
    forbidden.map(({ name }: { name: string }) => name),
  );
  expect([...new Set(faults.map(([rule]) => rule))].sort()).toEqual(rules.sort());
});

test("a tree without the file that a rule names fails", () => {
  rmSync(join(root, "packages/domain/src/chat/decide.ts"));
  plant({ "packages/domain/src/index.ts": "", "packages/domain/src/chat/decide.test.ts": "" });
  expect(direction().problems).toEqual([
    expect.stringContaining("packages/domain/src/chat/decide.ts has moved"),
  ]);
});

test("an empty tree fails", () => {
  for (const folder of ["packages", "apps", "bench", "e2e"]) {
    rmSync(join(root, folder), { recursive: true });
    mkdirSync(join(root, folder));
  }
  expect(direction().problems).toContain("No source file found: is this the repository's root?");
});

test("a dependency-cruiser that reads no file fails", () => {
  expect(unread(["bench/src/main.ts", "e2e/src/shop.ts"], { modules: [] })).toEqual([
    "dependency-cruiser did not read 2 of 2 files, bench/src/main.ts among them",
  ]);
});

function direction(): { status: number | null; problems: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: "utf8" });
  expect(stderr).toBe("");
  const lines = stdout
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("    "));
  return { status, problems: status === 0 ? [] : lines.sort() };
}

function featuresInOrder(): string[] {
  return "accounts agents departments visitors chats routing team tickets triggers history analytics api".split(
    " ",
  );
}

function importOfTheNext(feature: string, position: number): (typeof faults)[number] {
  const next = `${server}/${featuresInOrder()[position + 1]}/index.ts`;
  const file = `${server}/${feature}/leftward.ts`;
  return [`server-${feature}-imports-leftward`, file, `import "../../../../${next}";`, next];
}

function plant(files: Record<string, string>): void {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
}

function installPackage(name: string): void {
  plant({
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, exports: "./dist/index.mjs" }),
    [`node_modules/${name}/dist/index.mjs`]: "",
  });
}

function linkWorkspace(name: string, exports: Record<string, string>): void {
  plant({ [`packages/${name}/package.json`]: JSON.stringify({ name: `@causerie/${name}`, exports }) });
  mkdirSync(join(root, "node_modules/@causerie"), { recursive: true });
  symlinkSync(join(root, "packages", name), join(root, "node_modules/@causerie", name));
}
