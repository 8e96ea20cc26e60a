import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checks, runChecks } from "./check.ts";
import {
  type Failure,
  failureOfProgram,
  failuresOfPlaywright,
  failuresOfVitest,
  listOf,
} from "./failures.ts";
import { repository, stream } from "./run.ts";
import type { Tally } from "./tally.ts";
import { ofPlaywright, ofVitest, sum } from "./tally.ts";

type Outcome = Tally & { readonly failures: readonly Failure[] };

/** The parts of `npm test`, in order; `npm test -- unit` runs one, with what follows given to its runner. */
const parts: Record<string, (reports: string, args: readonly string[]) => Promise<Outcome>> = {
  check: () => runChecks(checks),
  unit: runVitest,
  e2e: runPlaywright,
  chaos: runChaos,
};

async function runVitest(reports: string, args: readonly string[]): Promise<Outcome> {
  const [file, faults] = [join(reports, "vitest.json"), join(reports, "vitest-faults.json")];
  const json = ["--reporter=json", `--outputFile.json=${file}`];
  const reporters = ["--reporter=default", ...json, "--reporter=./scripts/vitest-faults.ts"];
  const command = ["vitest", "run", ...reporters, ...args];
  const { ok, output } = await stream(command, { VITEST_FAULTS_FILE: faults });
  return told("unit", ofVitest(file, ok), failuresOfVitest(file, faults, repository), output);
}

async function runPlaywright(reports: string, args: readonly string[]): Promise<Outcome> {
  const file = join(reports, "playwright.json");
  const command = [
    "playwright",
    "test",
    "--config=e2e/playwright.config.ts",
    "--reporter=list,json",
    ...args,
  ];
  const { ok, output } = await stream(command, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return told("e2e", ofPlaywright(file, ok), failuresOfPlaywright(file), output);
}

/** A short one, always the same: `npm run chaos` makes longer ones. */
async function runChaos(_reports: string, args: readonly string[]): Promise<Outcome> {
  const short = ["--seconds", "15", "--seed", "7"];
  const { ok, output } = await stream(["node", "e2e/src/chaos/main.ts", ...short, ...args]);
  return told("chaos", ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, [], output);
}

/** Where a runner failed and told of no test, its last lines are all there is. */
function told(part: string, tally: Tally, failures: readonly Failure[], output: string): Outcome {
  const isUntold = tally.failed > 0 && failures.length === 0;
  return { ...tally, failures: isUntold ? [failureOfProgram(part, output)] : failures };
}

async function runParts(names: readonly string[], args: readonly string[]): Promise<Outcome> {
  const reports = mkdtempSync(join(tmpdir(), "causerie-test-"));
  const outcomes: Outcome[] = [];
  for (const name of names) {
    const outcome = await parts[name]?.(reports, args);
    if (outcome) outcomes.push(outcome);
  }
  rmSync(reports, { recursive: true });
  return { ...sum(outcomes), failures: outcomes.flatMap(({ failures }) => failures) };
}

const [name, ...args] = process.argv.slice(2);
if (name !== undefined && !Object.hasOwn(parts, name)) {
  throw new Error(`npm test has no part called ${name}: ${Object.keys(parts).join(", ")}`);
}
const { passed, failed, failures } = await runParts(name === undefined ? Object.keys(parts) : [name], args);
if (failures.length > 0) console.log(`\nWhat failed:\n${listOf(failures)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
