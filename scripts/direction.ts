import { globSync } from "node:fs";
import { join, sep } from "node:path";
import type { ICruiseResult, IViolation } from "dependency-cruiser";
import { cruise } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { report } from "./report.ts";
import { repository } from "./run.ts";

const workspaces = ["packages", "apps", "bench", "e2e"];

/** A rule that names a file is green for ever once that file has moved. */
const filesNamedByRules = ["packages/domain/src/chat/decide.ts"];

/** Judges the imports of every source file below the working directory by the two .dependency-cruiser files. */
async function direction(): Promise<void> {
  const sources = sourceFiles();
  const written = await cruiseWith(".dependency-cruiser.cjs");
  const atRunTime = await cruiseWith(".dependency-cruiser.runtime.cjs");
  report(
    [written, atRunTime]
      .flatMap((result) => [...broken(result), ...unread(sources, result)])
      .concat(moved(sources)),
    `${sources.length} files, ${written.summary.totalDependenciesCruised} imports`,
  );
}

function sourceFiles(): string[] {
  return globSync("{packages/*,apps/*,bench,e2e}/src/**/*.{ts,tsx}").map((file) => file.split(sep).join("/"));
}

async function cruiseWith(config: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(join(repository, config));
  const tsConfig = { options: { verbatimModuleSyntax: true } };
  const { output } = await cruise(workspaces, options, {}, { tsConfig });
  if (typeof output === "string") throw new Error("dependency-cruiser answered with text, not with a result");
  return output;
}

function broken({ summary }: ICruiseResult): string[] {
  const rules = summary.ruleSetUsed?.forbidden ?? [];
  const advice = new Map(rules.map(({ name, comment }) => [name, comment]));
  return summary.violations.map(
    (violation) => `${describe(violation)}\n    ${advice.get(violation.rule.name)}`,
  );
}

function describe({ rule, from, to, cycle, via }: IViolation): string {
  const path = [from, ...(cycle ?? via ?? [{ name: to }]).map(({ name }) => name)];
  return `${rule.name}: ${path.join(" -> ")}`;
}

/** With a TypeScript that it cannot use, dependency-cruiser reads no file and finds no fault. */
export function unread(sources: readonly string[], { modules }: Pick<ICruiseResult, "modules">): string[] {
  const read = new Set(modules.map(({ source }) => source));
  const missing = sources.filter((source) => !read.has(source));
  if (sources.length === 0) return ["No source file found: is this the repository's root?"];
  if (missing.length === 0) return [];
  return [
    `dependency-cruiser did not read ${missing.length} of ${sources.length} files, ${missing[0]} among them`,
  ];
}

function moved(sources: readonly string[]): string[] {
  return filesNamedByRules
    .filter((file) => !sources.includes(file))
    .map(
      (file) => `${file} has moved: name its new place in .dependency-cruiser.runtime.cjs and direction.ts`,
    );
}

if (import.meta.main) await direction();
