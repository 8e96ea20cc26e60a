import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What failed, where (a file, or a part of `npm test`), and what was said of it. */
export type Failure = { readonly where: string; readonly title: string; readonly text: string };

/** Where only the end of the output is kept, all of the list has to stand in it. */
const MOST_LINES = 84;
const LINES_EACH = { least: 3, most: 12 };

type VitestReport = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

type PlaywrightError = { readonly message?: string };
type PlaywrightSuite = {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly errors: readonly PlaywrightError[] }[];
    }[];
  }[];
};
type PlaywrightReport = {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly PlaywrightError[];
};

/** From Vitest's JSON report, and from vitest-faults.ts what no test is to blame for. */
export function failuresOfVitest(reportFile: string, faultsFile: string, root: string): Failure[] {
  const files = read<VitestReport>(reportFile)?.testResults ?? [];
  const faults = read<readonly string[]>(faultsFile) ?? [];
  return [
    ...files.flatMap((file) => failuresOfFile(file, relative(root, file.name))),
    ...faults.map((text) => ({ where: "Vitest", title: "outside of any test", text })),
  ];
}

function failuresOfFile(file: VitestReport["testResults"][number], where: string): Failure[] {
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  if (failed.length === 0 && file.status === "failed")
    return [{ where, title: "the file could not be run", text: file.message }];
  return failed.map(({ fullName, failureMessages }) => ({
    where,
    title: fullName.trim(),
    text: failureMessages.join("\n"),
  }));
}

export function failuresOfPlaywright(reportFile: string): Failure[] {
  const report = read<PlaywrightReport>(reportFile);
  if (!report) return [];
  const outside = report.errors.map((error) => ({
    where: "Playwright",
    title: "outside of any test",
    text: textOf([error]),
  }));
  return [...report.suites.flatMap(failuresOfSuite), ...outside];
}

function failuresOfSuite({ suites = [], specs }: PlaywrightSuite): Failure[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => ({
      where: file,
      title,
      text: textOf(tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))),
    }));
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

function textOf(errors: readonly PlaywrightError[]): string {
  return errors.map(({ message = "" }) => message).join("\n");
}

/** Of a program that tells at its end what is wrong. */
export function failureOfProgram(where: string, output: string): Failure {
  return {
    where,
    title: "its last lines",
    text: linesOf(output)
      .slice(1 - LINES_EACH.most)
      .join("\n"),
  };
}

/** The failures, each with the first lines of what was said; the more they are the shorter each. */
export function listOf(failures: readonly Failure[]): string {
  const share = Math.floor(MOST_LINES / failures.length);
  const linesEach = Math.min(LINES_EACH.most, Math.max(LINES_EACH.least, share));
  const shown = failures.slice(0, Math.floor(MOST_LINES / linesEach));
  const left = failures.length - shown.length;
  return [
    ...shown.flatMap(({ where, title, text }) => [
      `✗ ${where}: ${title}`,
      ...linesOf(text)
        .filter((line) => !isOfRunner(line))
        .slice(0, linesEach - 1)
        .map((line) => `    ${line}`),
    ]),
    ...(left > 0 ? [`… and ${left} more`] : []),
  ].join("\n");
}

/** A step of a stack that lies in somebody else's code. */
function isOfRunner(line: string): boolean {
  return /^\s+at .*(node_modules\/|node:internal|<anonymous>)/.test(line);
}

function linesOf(text: string): string[] {
  const lines = stripVTControlCharacters(text).split("\n");
  return lines.map((line) => line.trimEnd().slice(0, 300)).filter((line) => line !== "");
}

function read<Report>(file: string): Report | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
