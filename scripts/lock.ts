import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { report } from "./report.ts";

type Dependencies = Record<string, string>;
type Package = {
  readonly name?: string;
  readonly version?: string;
  readonly workspaces?: readonly string[];
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
};
type Lock = { readonly packages: Record<string, Package> };

const sections = ["dependencies", "devDependencies", "optionalDependencies"] as const;

/**
 * Faults of package-lock.json below `root` with which `npm ci` would fail on another platform or registry, or install
 * what nobody locked.
 */
export function lockProblems(root: string): { problems: string[]; count: number } {
  const { packages }: Lock = readJson(join(root, "package-lock.json"));
  const entries = Object.entries(packages);
  const problems = entries.flatMap(([path, entry]) => [
    ...missingOptionals(packages, path, entry),
    ...addressIn(path, entry),
    ...unverified(path, entry),
  ]);
  return { problems: [...problems, ...workspaceProblems(root, packages)], count: entries.length };
}

function missingOptionals(packages: Lock["packages"], path: string, entry: Package): string[] {
  return Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isReachable(packages, path, name))
    .map(
      (name) =>
        `${path || "package.json"}: ${name}, optional, is not in the lock; \`npm ci\` fails where it fits`,
    );
}

/** Looks where Node would: beside the package, then in every folder above it. */
function isReachable(packages: Lock["packages"], path: string, name: string): boolean {
  if (`${path ? `${path}/` : ""}node_modules/${name}` in packages) return true;
  return path !== "" && isReachable(packages, path.slice(0, Math.max(0, path.lastIndexOf("/"))), name);
}

function addressIn(path: string, { resolved }: Package): string[] {
  if (!resolved?.includes("//")) return [];
  return [
    `${path}: names a host in "resolved"; .npmrc has omit-lockfile-registry-resolved, lock again with it`,
  ];
}

function unverified(path: string, { link, integrity }: Package): string[] {
  if (!path.includes("node_modules/") || link || integrity) return [];
  return [`${path}: has no "integrity", so anything could be installed in its place`];
}

function workspaceProblems(root: string, packages: Lock["packages"]): string[] {
  const { workspaces = [] }: Package = readJson(join(root, "package.json"));
  const found = globSync(
    [...workspaces].map((pattern) => `${pattern}/package.json`),
    { cwd: root },
  );
  const folders = ["", ...found.map((file) => dirname(file).replaceAll("\\", "/"))];
  return folders.flatMap((folder) => staleWorkspace(root, folder, packages));
}

function staleWorkspace(root: string, folder: string, packages: Lock["packages"]): string[] {
  const written: Package = readJson(join(root, folder, "package.json"));
  const locked = packages[folder];
  const file = join(folder, "package.json");
  if (!locked) return [`${file}: the workspace is not in the lock; run npm install`];
  if (folder && packages[`node_modules/${written.name}`]?.resolved !== folder) {
    return [`${file}: ${written.name} is not linked in the lock; run npm install`];
  }
  return sections
    .filter((section) => !sameDependencies(written[section], locked[section]))
    .map((section) => `${file}: "${section}" differs from the lock; run npm install`);
}

function sameDependencies(written: Dependencies = {}, locked: Dependencies = {}): boolean {
  const names = new Set([...Object.keys(written), ...Object.keys(locked)]);
  return [...names].every((name) => written[name] === locked[name]);
}

function readJson<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (import.meta.main) {
  const { problems, count } = lockProblems(process.cwd());
  report(problems, `${count} packages, with the binaries of every platform`);
}
