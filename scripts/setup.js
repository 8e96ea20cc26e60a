// Runs before every npm script, under whatever Node the machine has: it must stay plain JavaScript for Node 20, with no
// dependencies. It installs the packages (Node 26 among them, which runs all the rest), builds the two browser apps and
// looks for the browser that tests need; each only if something changed, so that a start with nothing to do is quick.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);
const modules = at("node_modules");
const node26 = join(modules, ".bin", "node");
const installMark = join(modules, ".causerie-lock");

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const CHROMIUM_PACKAGES = ["chromium", "fonts-noto-color-emoji"];

/** Something that the person at the keyboard can put right. */
class SetupError extends Error {}

const apps = [
  {
    name: "dashboard",
    program: "vite.config.ts",
    args: [join(modules, "vite/bin/vite.js"), "build", "--logLevel", "warn"],
  },
  { name: "widget", program: "build.ts", args: ["build.ts"] },
];

try {
  install();
  if (process.argv.includes("--build")) buildApps();
  if (process.argv.includes("--test-tools")) findChromium();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

function install() {
  const wanted = hashOf([`${process.platform}-${process.arch}`, readFileSync(at("package-lock.json"))]);
  if (readIfThere(installMark) === wanted) return;
  console.log("Installing packages (the first time takes about a minute) …");
  // npm ci begins by removing node_modules, the mark included: killed half-way, it is done again.
  const npm = process.env.npm_execpath ?? "";
  const [program, ...args] = basename(npm) === "npm-cli.js" ? [process.execPath, npm] : ["npm"];
  // What a machine leaves out by its own settings, the build and PostgreSQL still need.
  const options = ["--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  run(
    program,
    [...args, "ci", ...options],
    root,
    "Installing the packages failed; npm says above why. Is the npm registry within reach, and is there 1 GB of disk?",
  );
  if (!existsSync(node26))
    throw new SetupError(
      `Causerie brings its own Node 26, but there is none for ${process.platform}-${process.arch}.`,
    );
  writeFileSync(installMark, wanted);
}

function buildApps() {
  const shared = [at("package-lock.json"), at("tsconfig.base.json"), ...packageSources()];
  for (const app of apps) {
    const folder = at("apps", app.name);
    if (existsSync(join(folder, app.program))) buildApp(app, folder, shared);
    else console.log(`Not building the ${app.name}: apps/${app.name}/${app.program} is missing.`);
  }
}

/** The mark goes first and comes back last: a build that was killed is never taken for a whole one. */
function buildApp({ name, args }, folder, shared) {
  const mark = join(folder, "dist", ".causerie-build");
  const wanted = hashOf(
    [...shared, ...filesIn(folder)].flatMap((file) => [file.slice(root.length), readFileSync(file)]),
  );
  if (readIfThere(mark) === wanted) return;
  console.log(`Building the ${name} …`);
  rmSync(mark, { force: true });
  run(node26, args, folder, `Building the ${name} failed; what is wrong stands above.`);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, wanted);
}

function packageSources() {
  return readdirSync(at("packages")).flatMap((name) => filesIn(at("packages", name, "src")));
}

/** What a build may read, in an order that is the same on every machine. */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["dist", "node_modules", "testing"].includes(entry.name) ? [] : filesIn(path);
    return /\.test\.tsx?$|\.tsbuildinfo$/.test(entry.name) ? [] : [path];
  });
}

function findChromium() {
  if (existsSync(CHROMIUM)) return;
  if (process.env.CHROMIUM_PATH)
    throw new SetupError(`The tests need Chromium, and CHROMIUM_PATH names none: ${CHROMIUM} is not there.`);
  const command = ["apt-get", "install", "-y", "--no-install-recommends", ...CHROMIUM_PACKAGES];
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    throw new SetupError(
      `The tests need Chromium: as root, run "${command.join(" ")}", or set CHROMIUM_PATH to the program of a Chromium or Chrome.`,
    );
  console.log("Installing Chromium for the tests …");
  const problem =
    "Installing Chromium failed; apt-get says above why. You may set CHROMIUM_PATH to the program of a Chromium.";
  run("apt-get", ["update"], root, problem);
  run(command[0], command.slice(1), root, problem);
  // Some systems call another thing "chromium".
  if (!existsSync(CHROMIUM)) throw new SetupError(`${CHROMIUM} is still not there. ${problem}`);
}

function run(program, args, cwd, problem) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, error } = spawnSync(program, args, { cwd, env, stdio: "inherit" });
  if (status !== 0) throw new SetupError(error === undefined ? problem : `${problem} (${error.message})`);
}

function hashOf(parts) {
  const hash = createHash("sha256");
  // The length keeps two parts from looking like two others.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
