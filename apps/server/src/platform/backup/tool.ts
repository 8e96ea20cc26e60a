import { resolve } from "node:path";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { BackupError } from "./backup-error.ts";
import { createProgress, type Progress } from "./progress.ts";

const OWN_POSTGRES =
  "DATABASE_URL is set: a PostgreSQL of your own is backed up with its own tools (pg_basebackup, pg_dump), and " +
  "FILES_DIR by a copy made after it. See docs/operate.md.";

/** A command with one folder as its argument. What the person can put right is said in a sentence, without a stack. */
export async function runTool(
  usage: string,
  run: (config: Config, folder: string, progress: Progress) => Promise<string>,
): Promise<void> {
  try {
    const [folder, ...more] = process.argv.slice(2);
    if (folder === undefined || more.length > 0) throw new BackupError(`Usage: ${usage}`);
    const config = readConfig(process.env);
    if (config.databaseUrl !== undefined) throw new BackupError(OWN_POSTGRES);
    // npm runs in the repository's folder, whoever called it from wherever.
    const path = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
    say(await run(config, path, createProgress(say)));
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
