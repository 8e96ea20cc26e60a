import { globSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { report } from "./report.ts";
import { capture } from "./run.ts";

const everywhere = ["*.{ts,tsx}", "{apps,packages}/*/**/*.{ts,tsx}", "{bench,e2e,scripts}/**/*.{ts,tsx}"];
const generated = ["**/node_modules/**", "**/dist/**", "e2e/results/**"];

/** The source files below `root` that no project of its tsconfig.json includes: `tsc -b` is silent about them. */
export function uncheckedFiles(root: string): string[] {
  const checked = new Set(projectsOf(join(root, "tsconfig.json")).flatMap(filesOf));
  return globSync(everywhere, { cwd: root, exclude: generated })
    .filter((file) => !checked.has(join(root, file)))
    .sort();
}

/** Those that a project refers to, and those that they refer to. */
function projectsOf(project: string): string[] {
  const references: { path: string }[] = configOf(project).references ?? [];
  return references.flatMap(({ path }) => {
    const target = join(dirname(project), path);
    const file = target.endsWith(".json") ? target : join(target, "tsconfig.json");
    return [file, ...projectsOf(file)];
  });
}

function filesOf(project: string): string[] {
  const { fileNames } = ts.parseJsonConfigFileContent(configOf(project), ts.sys, dirname(project));
  return fileNames.map((file) => resolve(file));
}

function configOf(file: string) {
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`);
  return config;
}

if (import.meta.main) {
  const unchecked = uncheckedFiles(process.cwd());
  const { ok, output } = await capture(["tsc", "-b"]);
  report(
    [
      ...(ok ? [] : [output.trimEnd()]),
      ...unchecked.map((file) => `${file}: no tsconfig.json that the root's refers to includes it`),
    ],
    "every source file is in a project",
  );
}
