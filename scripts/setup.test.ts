import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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

test("a build that fails is told, leaves the old one as it was, and is not taken for done", () => {
  setup("--build");
  write("apps/widget/build.ts", `${build("widget")} process.exit(1);`);
  for (const _ of ["once", "again"])
    expect(setup("--build")).toMatchObject({
      status: 1,
      did: ["widget"],
      stderr: expect.stringContaining("Building the widget failed"),
    });
  expect(builtOf("widget")).toEqual(["dist", "dist/.causerie-build", "dist/page.js", "dist/style.css"]);
});

test("while an app is built the last build stays whole, and what a killed one left goes", () => {
  setup("--build");
  write("apps/widget/dist.4194999/page.js", "");
  write(
    "apps/widget/build.ts",
    `${build("widget")} appendFileSync(process.env.NOTES, readdirSync("dist").sort().join() + "\\n");`,
  );
  expect(setup("--build").did).toEqual(["widget", ".causerie-build,page.js,style.css"]);
  expect(builtOf("widget")).toEqual(["dist", "dist/.causerie-build", "dist/page.js", "dist/style.css"]);
});

test("two that build at once end with a whole build", async () => {
  setup();
  // Neither goes on before the other has begun.
  const meet = `while (readFileSync(process.env.NOTES, "utf8").split("widget").length < 3);`;
  write("apps/widget/build.ts", build("widget", meet));
  const both = await Promise.all([setupBeside("--build"), setupBeside("--build")]);
  expect(both).toEqual([0, 0]);
  for (const app of ["dashboard", "widget"])
    expect(builtOf(app)).toEqual(["dist", "dist/.causerie-build", "dist/page.js", "dist/style.css"]);
  expect(setup("--build").did).toEqual([]);
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
  `import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
   appendFileSync(process.env.NOTES, ${what} + "\\n");`;

/** As the real ones: it begins with an empty folder, and writes one file after the other. */
function build(app: string, between = ""): string {
  return `${note(JSON.stringify(app))}
    const out = process.argv.at(-1);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    writeFileSync(out + "/page.js", "");
    ${between}
    writeFileSync(out + "/style.css", "");`;
}

/** What there is of an app's builds. */
function builtOf(app: string): string[] {
  const folder = join(root, "apps", app);
  const found = readdirSync(folder, { recursive: true }).map(String);
  return found.filter((path) => path.startsWith("dist")).sort();
}

/** As the real one, it brings Node and Vite. */
const npm = `${note(`"npm " + process.argv[2]`)}
  mkdirSync("node_modules/.bin", { recursive: true });
  mkdirSync("node_modules/vite/bin", { recursive: true });
  writeFileSync("node_modules/.bin/node", '#!/bin/sh\\nexec "${process.execPath}" "$@"\\n');
  chmodSync("node_modules/.bin/node", 0o755);
  writeFileSync("node_modules/vite/bin/vite.js", ${JSON.stringify(build("dashboard"))});`;

const notes = () => join(root, "notes");
const environment = () => ({
  ...process.env,
  NOTES: notes(),
  npm_execpath: join(root, "npm/npm-cli.js"),
});

function setup(option = "", env: Record<string, string> = {}) {
  rmSync(notes(), { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/setup.js"), option], {
    encoding: "utf8",
    env: { ...environment(), ...env },
  });
  const did = existsSync(notes()) ? readFileSync(notes(), "utf8").trim().split("\n") : [];
  return { status, stdout, stderr, did };
}

/** Beside others; gives its exit code. */
async function setupBeside(option: string): Promise<unknown> {
  const child = spawn(process.execPath, [join(root, "scripts/setup.js"), option], {
    env: environment(),
    stdio: "ignore",
  });
  return (await once(child, "close"))[0];
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
