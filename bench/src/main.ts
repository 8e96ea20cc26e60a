import { writeFileSync } from "node:fs";
import { type Options, readOptions } from "./options.ts";
import { stopOnSignals } from "./processes.ts";
import { runRelay } from "./relay.ts";
import { type LineReport, toJson, toText } from "./report.ts";

/** Each measures one figure of ours beside its ceiling. */
const lines: Readonly<Record<string, (options: Options) => Promise<LineReport>>> = {
  relay: runRelay,
};

async function bench(options: Options): Promise<void> {
  const reports: LineReport[] = [];
  for (const name of chosen(options)) reports.push(await run(name, options));
  console.log(`\n${toText(reports)}`);
  if (options.out !== null) writeFileSync(options.out, toJson(reports));
}

function chosen({ lines: names }: Options): readonly string[] {
  return names.length > 0 ? names : Object.keys(lines);
}

function run(name: string, options: Options): Promise<LineReport> {
  const line = Object.hasOwn(lines, name) ? lines[name] : undefined;
  if (!line) throw new Error(`No line is called ${name}: ${Object.keys(lines).join(", ")}`);
  return line(options);
}

stopOnSignals();
await bench(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
