import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checks, runChecks } from "./check.ts";
import { stream } from "./run.ts";
import type { Tally } from "./tally.ts";
import { ofPlaywright, ofVitest, sum } from "./tally.ts";

/** The parts of `npm test`, in order; `npm test -- unit` runs one, with what follows given to its runner. */
const parts: Record<string, (reports: string, args: readonly string[]) => Promise<Tally>> = {
  check: () => runChecks(checks),
  unit: runVitest,
  e2e: runPlaywright,
  chaos: runChaos,
};

async function runVitest(reports: string, args: readonly string[]): Promise<Tally> {
  const file = join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { ok } = await stream(["vitest", "run", ...reporters, ...args]);
  return ofVitest(file, ok);
}

async function runPlaywright(reports: string, args: readonly string[]): Promise<Tally> {
  const file = join(reports, "playwright.json");
  const command = [
    "playwright",
    "test",
    "--config=e2e/playwright.config.ts",
    "--reporter=list,json",
    ...args,
  ];
  const { ok } = await stream(command, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return ofPlaywright(file, ok);
}

/** A short one, always the same: `npm run chaos` makes longer ones. */
async function runChaos(_reports: string, args: readonly string[]): Promise<Tally> {
  const short = ["--seconds", "15", "--seed", "7"];
  const { ok } = await stream(["node", "e2e/src/chaos/main.ts", ...short, ...args]);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runParts(names: readonly string[], args: readonly string[]): Promise<Tally> {
  const reports = mkdtempSync(join(tmpdir(), "causerie-test-"));
  const tallies: Tally[] = [];
  for (const name of names) tallies.push((await parts[name]?.(reports, args)) ?? { passed: 0, failed: 1 });
  rmSync(reports, { recursive: true });
  return sum(tallies);
}

const [name, ...args] = process.argv.slice(2);
if (name !== undefined && !Object.hasOwn(parts, name)) {
  throw new Error(`npm test has no part called ${name}: ${Object.keys(parts).join(", ")}`);
}
const { passed, failed } = await runParts(name === undefined ? Object.keys(parts) : [name], args);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
