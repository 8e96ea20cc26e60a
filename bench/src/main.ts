import { writeFileSync } from "node:fs";
import { type Options, readOptions } from "./options.ts";
import { stopOnSignals } from "./processes.ts";
import { chosenPrograms, type Program } from "./programs.ts";
import { failedLine, type Report, toJson, toText } from "./report.ts";

async function bench(options: Options): Promise<void> {
  const reports: Report[] = [];
  for (const program of chosenPrograms(options.lines)) {
    reports.push(await run(program, options));
    stopping.throwIfAborted();
  }
  console.log(`\n${toText(reports)}`);
  if (options.out !== null) writeFileSync(options.out, toJson(reports));
}

/** What fails is said, fails the command, and does not take the other figures away. */
async function run(program: Program, options: Options): Promise<Report> {
  console.log(`\n${program.name} …`);
  const startMs = performance.now();
  try {
    return await program.run(options);
  } catch (error) {
    process.exitCode = 1;
    const message = `It failed: ${error instanceof Error ? error.message : String(error)}`;
    console.error(message);
    const lines = program.lines.map(failedLine);
    return { name: program.name, lines, setting: message, details: [], remarks: [] };
  } finally {
    console.log(`${program.name} took ${Math.round((performance.now() - startMs) / 1000)} s`);
  }
}

const stopping = stopOnSignals();
await bench(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
