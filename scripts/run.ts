import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

type Ended = { readonly ok: boolean; readonly output: string };

export const repository = join(import.meta.dirname, "..");

/** Runs a command of the repository to its end, and keeps what it prints. */
export function capture(command: readonly string[]): Promise<Ended> {
  return run(command, {}, () => undefined);
}

/** The same, and all of it is printed as it comes. */
export function stream(command: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const colours: Record<string, string> = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  return run(command, { ...colours, ...env }, (chunk) => process.stdout.write(chunk));
}

function run(
  [file = "", ...args]: readonly string[],
  env: Record<string, string>,
  print: (chunk: Buffer) => void,
) {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const stdio = ["inherit", "pipe", "pipe"] as const;
  const child = spawn(file, args, { cwd: repository, stdio: [...stdio], env: { ...environment(), ...env } });
  const chunks: Buffer[] = [];
  for (const output of [child.stdout, child.stderr])
    output.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      print(chunk);
    });
  child.on("error", (error) => resolve({ ok: false, output: `${file} did not start: ${error.message}` }));
  child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  return promise;
}

/** Scripts started without npm find the repository's tools, and its Node, as well. */
function environment(): NodeJS.ProcessEnv {
  const tools = join(repository, "node_modules", ".bin");
  return { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH ?? ""}` };
}
