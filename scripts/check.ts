import type { Failure } from "./failures.ts";
import { capture } from "./run.ts";
import type { Tally } from "./tally.ts";

/** Each check is a command that exits with 0 when it finds nothing; its last line then says what it looked at. */
export const checks = {
  types: ["node", "scripts/types.ts"],
  lint: ["biome", "check", "--error-on-warnings", "."],
  direction: ["node", "scripts/direction.ts"],
  "dead-code": ["knip", "--no-progress"],
  rules: ["node", "scripts/rules.ts"],
  lock: ["node", "scripts/lock.ts"],
  "widget-bytes": ["node", "scripts/widget-bytes.ts"],
} as const;

type Checks = Readonly<Record<string, readonly string[]>>;
type Result = { readonly name: string; readonly ok: boolean; readonly output: string };

/** Runs them side by side and prints a line for each, then what the failed ones said. Returns how many did what. */
export async function runChecks(chosen: Checks): Promise<Tally & { readonly failures: readonly Failure[] }> {
  const results = await Promise.all(Object.entries(chosen).map(([name, command]) => runCheck(name, command)));
  const failures = results.filter(({ ok }) => !ok);
  for (const { name, output } of failures) console.log(`\n${name}:\n${output.trimEnd()}`);
  if (failures.length > 0)
    console.log(`\nFailed. To run only one again:\n${failures.map(again).join("\n")}\n`);
  return {
    passed: results.length - failures.length,
    failed: failures.length,
    failures: failures.map(({ name, output }) => ({ where: "check", title: name, text: output })),
  };
}

/** The checks of these names; all of them when none is named. */
export function choose(all: Checks, names: readonly string[]): Checks {
  const unknown = names.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new Error(`No check is called ${unknown}: ${Object.keys(all).join(", ")}`);
  if (names.length === 0) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

async function runCheck(name: string, command: readonly string[]): Promise<Result> {
  const startedAt = performance.now();
  const { ok, output } = await capture(command);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const verdict = ok ? (output.trimEnd().split("\n").at(-1) ?? "") : "FAILED";
  console.log(`${name.padEnd(14)}${seconds.padStart(5)} s  ${verdict}`.trimEnd());
  return { name, ok, output };
}

function again({ name }: Result): string {
  return `  npm run check -- ${name}`;
}

if (import.meta.main) {
  const { failed } = await runChecks(choose(checks, process.argv.slice(2)));
  process.exitCode = failed === 0 ? 0 : 1;
}
