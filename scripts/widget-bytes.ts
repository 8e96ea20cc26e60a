import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { report } from "./report.ts";

/**
 * What the widget's build writes to dist/manifest.json, names relative to dist. `beforeOpen`: what a page loads before
 * the visitor opens the widget; `all`: every script and style sheet.
 */
type Manifest = { readonly beforeOpen: readonly string[]; readonly all: readonly string[] };

/** Bytes after gzip. A promise to the sites that embed the widget: their pages must not notice it. */
const limits = { beforeOpen: 15 * 1024, all: 60 * 1024 } as const;

/** `bytes`: null where it could not be weighed. */
type Weight = {
  problems: string[];
  figures: string;
  bytes: { beforeOpen: number; all: number } | null;
};

/** Weighs the widget that was built into `dist`. */
export function widgetBytes(dist: string): Weight {
  const file = join(dist, "manifest.json");
  if (!existsSync(file))
    return { problems: [`${file} is missing: build the widget first`], figures: "", bytes: null };
  // What the build writes; manifestProblems() checks it.
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Partial<Manifest>;
  const problems = manifestProblems(dist, manifest);
  if (problems.length > 0) return { problems, figures: "", bytes: null };
  return weigh(dist, { beforeOpen: manifest.beforeOpen ?? [], all: manifest.all ?? [] });
}

function manifestProblems(dist: string, { beforeOpen = [], all = [] }: Partial<Manifest>): string[] {
  const built = globSync("**/*.{js,mjs,css}", { cwd: dist })
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  return [
    ...(beforeOpen.includes("widget.js")
      ? []
      : [`manifest.json: "beforeOpen" does not list widget.js, the loader`]),
    ...beforeOpen
      .filter((name) => !all.includes(name))
      .map((name) => `manifest.json: "all" does not list ${name}`),
    ...all
      .filter((name) => !existsSync(join(dist, name)))
      .map((name) => `manifest.json: ${name} was not built`),
    ...built
      .filter((name) => !all.includes(name))
      .map((name) => `${name} was built, but manifest.json lists it not`),
  ];
}

function weigh(dist: string, manifest: Manifest): Weight {
  const beforeOpen = gzippedBytes(dist, manifest.beforeOpen);
  const all = gzippedBytes(dist, manifest.all);
  const figures = `${kilobytes(beforeOpen)} of 15 KB before opening, ${kilobytes(all)} of 60 KB in all`;
  const isTooMuch = beforeOpen > limits.beforeOpen || all > limits.all;
  const problems = isTooMuch ? [`The widget is too heavy: ${figures}`] : [];
  return { problems, figures, bytes: { beforeOpen, all } };
}

function gzippedBytes(dist: string, names: readonly string[]): number {
  const weights = [...new Set(names)].map(
    (name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length,
  );
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

if (import.meta.main) {
  const { problems, figures } = widgetBytes("apps/widget/dist");
  report(problems, figures);
}
