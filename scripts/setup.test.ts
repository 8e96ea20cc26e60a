import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** A repository in which npm, Vite and the widget's build only note that they were called. */
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "causerie-setup-"));
  cpSync(join(import.meta.dirname, "setup.js"), join(root, "scripts/setup.js"));
  write("package.json", `{ "type": "module" }`);
  write("package-lock.json", "{}");
  write("tsconfig.base.json", "{}");
  write("npm/npm-cli.js", npm);
  write("packages/domain/src/index.ts", "");
  write("apps/dashboard/vite.config.ts", "");
  write("apps/widget/build.ts", build("widget"));
});

afterEach(() => rmSync(root, { recursive: true }));

test("the first run installs and builds; the second finds nothing to do", () => {
  expect(setup("--build")).toMatchObject({ status: 0, did: ["npm ci", "dashboard", "widget"] });
  expect(setup("--build")).toMatchObject({ status: 0, did: [], stdout: "" });
});

test("another lock file is installed again", () => {
  setup();
  write("package-lock.json", `{ "changed": true }`);
  expect(setup()).toMatchObject({ status: 0, did: ["npm ci"] });
  expect(setup()).toMatchObject({ status: 0, did: [] });
});

test("an installation that fails is told in one sentence and tried again", () => {
  write("npm/npm-cli.js", "process.exit(7)");
  const failed = setup();
  expect(failed).toMatchObject({ status: 1, did: [] });
  expect(failed.stderr).toMatch(/^\nInstalling the packages failed; .+\n$/);
  write("npm/npm-cli.js", npm);
  expect(setup()).toMatchObject({ status: 0, did: ["npm ci"] });
});

test("an app is built again when its source or a package's changed, and not for a test", () => {
  setup("--build");
  write("apps/dashboard/src/page.tsx", "changed");
  expect(setup("--build").did).toEqual(["dashboard"]);
  write("packages/domain/src/index.ts", "changed");
  expect(setup("--build").did).toEqual(["dashboard", "widget"]);
  write("packages/domain/src/index.test.ts", "changed");
  write("apps/widget/tsconfig.tsbuildinfo", "changed");
  expect(setup("--build").did).toEqual([]);
});

test("a build that fails is told, and the old one is not taken for the new", () => {
  setup("--build");
  write("apps/widget/build.ts", "process.exit(1)");
  expect(setup("--build")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("Building the widget failed"),
  });
  expect(existsSync(join(root, "apps/widget/dist/.causerie-build"))).toBe(false);
});

test("an app without its build file is named and left out", () => {
  rmSync(join(root, "apps/widget/build.ts"));
  const { status, did, stdout } = setup("--build");
  expect({ status, did }).toEqual({ status: 0, did: ["npm ci", "dashboard"] });
  expect(stdout).toContain("Not building the widget: apps/widget/build.ts is missing.");
});

test("programs that are there are enough; one that is named and missing is an error", () => {
  const there = {
    CHROMIUM_PATH: process.execPath,
    REDIS_SERVER_PATH: process.execPath,
    NGINX_PATH: process.execPath,
  };
  expect(setup("--test-tools", there).status).toBe(0);
  for (const variable of Object.keys(there)) {
    const missing = setup("--test-tools", { ...there, [variable]: join(root, "absent") });
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining(`${variable} names none`) });
  }
});

const note = (what: string) =>
  `import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from "node:fs";
   appendFileSync(process.env.NOTES, ${what} + "\\n");`;

function build(app: string): string {
  return `${note(JSON.stringify(app))} mkdirSync("dist", { recursive: true });`;
}

/** As the real one, it brings Node and Vite. */
const npm = `${note(`"npm " + process.argv[2]`)}
  mkdirSync("node_modules/.bin", { recursive: true });
  mkdirSync("node_modules/vite/bin", { recursive: true });
  writeFileSync("node_modules/.bin/node", '#!/bin/sh\\nexec "${process.execPath}" "$@"\\n');
  chmodSync("node_modules/.bin/node", 0o755);
  writeFileSync("node_modules/vite/bin/vite.js", ${JSON.stringify(build("dashboard"))});`;

function setup(option = "", env: Record<string, string> = {}) {
  const notes = join(root, "notes");
  rmSync(notes, { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/setup.js"), option], {
    encoding: "utf8",
    env: { ...process.env, NOTES: notes, npm_execpath: join(root, "npm/npm-cli.js"), ...env },
  });
  const did = existsSync(notes) ? readFileSync(notes, "utf8").trim().split("\n") : [];
  return { status, stdout, stderr, did };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
