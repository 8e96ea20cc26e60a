import { existsSync, readFileSync } from "node:fs";

export type Tally = { readonly passed: number; readonly failed: number };

/** Of Vitest's JSON report. A file may fail without any test of it having failed: it could not be imported. */
type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
};

/** Of Playwright's JSON report. `errors` are those outside of any test. */
type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
};

export function ofVitest(reportFile: string, exitedWell: boolean): Tally {
  const report = read<VitestReport>(reportFile);
  if (!report) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(isBroken).length;
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles }, exitedWell);
}

export function ofPlaywright(reportFile: string, exitedWell: boolean): Tally {
  const report = read<PlaywrightReport>(reportFile);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return settle({ passed: expected, failed: unexpected + flaky + report.errors.length }, exitedWell);
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

/** Nothing that ran is a failure, and so is a runner that found fault outside of its tests: an unhandled rejection. */
function settle({ passed, failed }: Tally, exitedWell: boolean): Tally {
  if (failed > 0) return { passed, failed };
  return { passed, failed: exitedWell && passed > 0 ? 0 : 1 };
}

function isBroken({ status, assertionResults }: VitestReport["testResults"][number]): boolean {
  return status === "failed" && !assertionResults.some((test) => test.status === "failed");
}

function read<Report>(file: string): Report | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
