import { execFile } from "node:child_process";
import { join, resolve } from "node:path";

const PROGRAMS = resolve(import.meta.dirname, "../../../apps/server/src");
const WITHIN_MS = 60_000;

/** `npm run backup` and `npm run restore`, as their npm script runs them. */
export function runProgram(
  name: "backup" | "restore",
  args: readonly string[],
  dataDir: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const options = { env: { ...process.env, DATA_DIR: dataDir, ...env }, timeout: WITHIN_MS };
  return new Promise((done) => {
    execFile(process.execPath, [join(PROGRAMS, `${name}.ts`), ...args], options, (error, stdout, stderr) => {
      const ended = error?.killed ? "\nIt did not end by itself." : "";
      done({ code: error ? Number(error.code ?? -1) : 0, output: stdout + stderr + ended });
    });
  });
}
