import { readOptions } from "./options.ts";
import { run } from "./run.ts";

// Ended this way too, nothing that was started stays behind (kit/children.ts).
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

// What was started keeps this process alive: a cluster that did not come up ends with it.
process.exit(await codeOf(process.argv.slice(2)));

async function codeOf(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    return options === null || (await run(options)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}
