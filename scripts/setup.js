// Runs before every npm script, under whatever Node the machine has: it must stay plain JavaScript for Node 20, with no
// dependencies. It installs the packages (Node 26 among them, which runs all the rest), builds the two browser apps and
// looks for the programs that tests need; each only if something changed, so that a start with nothing to do is quick.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);
const modules = at("node_modules");
const node26 = join(modules, ".bin", "node");
const installMark = join(modules, ".causerie-lock");

/** Programs of Debian's that tests run; `variable` names another one of the same kind. */
const testTools = [
  {
    name: "Chromium",
    variable: "CHROMIUM_PATH",
    program: "/usr/bin/chromium",
    packages: ["chromium", "fonts-noto-color-emoji"],
  },
  {
    name: "Redis",
    variable: "REDIS_SERVER_PATH",
    program: "/usr/bin/redis-server",
    packages: ["redis-server"],
    service: "redis-server",
  },
  {
    name: "nginx",
    variable: "NGINX_PATH",
    program: "/usr/sbin/nginx",
    packages: ["nginx-light"],
    service: "nginx",
  },
  {
    name: "Caddy",
    variable: "CADDY_PATH",
    program: "/usr/bin/caddy",
    packages: ["caddy"],
    service: "caddy",
  },
];

/** While it is there and exits with 101, no package starts what it installs. */
const START_POLICY = "/usr/sbin/policy-rc.d";

/** Something that the person at the keyboard can put right. */
class SetupError extends Error {}

/** `args`: what builds it into the folder `out`, named relative to its own. */
const apps = [
  {
    name: "dashboard",
    program: "vite.config.ts",
    args: (out) => [join(modules, "vite/bin/vite.js"), "build", "--logLevel", "warn", "--outDir", out],
  },
  { name: "widget", program: "build.ts", args: (out) => ["build.ts", out] },
];

/** Beside `dist`, by whom. */
const UNFINISHED = /^dist\.(\d+)/;

try {
  install();
  if (process.argv.includes("--build")) buildApps();
  if (process.argv.includes("--test-tools")) findTestTools();
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

/** Beside its place, and moved there with its mark when it is whole: whoever else builds or serves never sees a half one. */
function buildApp({ name, args }, folder, shared) {
  const mark = ".causerie-build";
  const dist = join(folder, "dist");
  const wanted = hashOf(
    [...shared, ...filesIn(folder)].flatMap((file) => [file.slice(root.length), readFileSync(file)]),
  );
  if (readIfThere(join(dist, mark)) === wanted) return;
  console.log(`Building the ${name} …`);
  removeUnfinished(folder);
  const next = join(folder, `dist.${process.pid}`);
  try {
    run(node26, args(basename(next)), folder, `Building the ${name} failed; what is wrong stands above.`);
    mkdirSync(next, { recursive: true });
    writeFileSync(join(next, mark), wanted);
    putInPlace(next, dist);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** A folder that is not empty is not replaced by a rename. Another build may do the same in the same instant. */
function putInPlace(next, dist) {
  const old = `${next}.old`;
  for (let attempt = 1; ; attempt += 1) {
    if (existsSync(dist)) unless(["ENOENT"], () => renameSync(dist, old));
    rmSync(old, { recursive: true, force: true });
    if (unless(attempt < 100 ? ["ENOTEMPTY", "EEXIST"] : [], () => renameSync(next, dist))) return;
  }
}

/** False where it fails with one of these. */
function unless(codes, act) {
  try {
    act();
    return true;
  } catch (error) {
    if (!codes.includes(error.code)) throw error;
    return false;
  }
}

/** Of builds that were killed. */
function removeUnfinished(folder) {
  for (const name of readdirSync(folder)) {
    const pid = UNFINISHED.exec(name)?.[1];
    const isLeft = pid !== undefined && !unless(["ESRCH"], () => process.kill(Number(pid), 0));
    if (isLeft) rmSync(join(folder, name), { recursive: true, force: true });
  }
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
      return ["dist", "node_modules", "testing"].includes(entry.name) || UNFINISHED.test(entry.name)
        ? []
        : filesIn(path);
    return /\.test\.tsx?$|\.tsbuildinfo$/.test(entry.name) ? [] : [path];
  });
}

function findTestTools() {
  const missing = testTools.filter((tool) => !existsSync(process.env[tool.variable] ?? tool.program));
  if (missing.length === 0) return;
  const misnamed = missing.find(({ variable }) => process.env[variable]);
  if (misnamed) {
    const { name, variable } = misnamed;
    throw new SetupError(
      `The tests need ${name}, and ${variable} names none: ${process.env[variable]} is not there.`,
    );
  }
  const names = listOf(missing.map(({ name }) => name));
  const variables = listOf(missing.map(({ variable }) => variable));
  const packages = missing.flatMap((tool) => tool.packages);
  const command = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    throw new SetupError(
      `The tests need ${names}: as root, run "${command.join(" ")}", or set ${variables} to such programs.`,
    );
  console.log(`Installing ${names} for the tests …`);
  const problem = `Installing ${names} failed; apt-get says above why. You may set ${variables} to such programs.`;
  run("apt-get", ["update"], root, problem);
  withoutStarting(() => run(command[0], command.slice(1), root, problem));
  stayStopped(missing);
  // Some systems call another thing "chromium".
  const absent = missing.find(({ program }) => !existsSync(program));
  if (absent) throw new SetupError(`${absent.program} is still not there. ${problem}`);
}

/** The tests start servers of their own: Debian's would hold their ports on a machine that never asked for them. */
function withoutStarting(installPackages) {
  if (existsSync(START_POLICY)) return installPackages();
  writeFileSync(START_POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    installPackages();
  } finally {
    rmSync(START_POLICY, { force: true });
  }
}

/** Nor do they start with the machine. */
function stayStopped(tools) {
  const services = tools.flatMap(({ service }) => service ?? []);
  if (services.length === 0 || !existsSync("/run/systemd/system")) return;
  spawnSync("systemctl", ["disable", "--quiet", ...services], { stdio: "inherit" });
}

function listOf(words) {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
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
