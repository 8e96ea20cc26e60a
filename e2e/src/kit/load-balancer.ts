import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort, until } from "./server.ts";

const EXAMPLES = resolve(import.meta.dirname, "../../../docs/examples");
const START_MS = 60_000;

export type LoadBalancer = { url: string; port: number; stop(): Promise<void> };

/** One with its file of docs/examples as it stands, but for its address and its two nodes' ports. */
export type Kind = Readonly<{
  name: string;
  program: string;
  example: string;
  /** What is put in the place of what, and how often it stands there. */
  places: (port: number, nodes: readonly [number, number]) => readonly (readonly [string, string, number])[];
  /** Writes the files into its folder. */
  write: (folder: string, example: string) => Promise<void>;
  checkArgs: (folder: string) => string[];
  runArgs: (folder: string) => string[];
  /** What the check says of a file that could be better. */
  complaint: RegExp;
}>;

export async function startLoadBalancer(kind: Kind, nodes: readonly [number, number]): Promise<LoadBalancer> {
  const folder = await mkdtemp(join(tmpdir(), `causerie-${kind.name}-`));
  const port = await freePort();
  await kind.write(folder, await exampleWith(kind, kind.places(port, nodes)));
  await check(kind, folder);
  const { child, said } = run(kind, kind.runArgs(folder), folder);
  const url = `http://127.0.0.1:${port}`;
  await until(
    () => answers(url, kind, child),
    START_MS,
    () => `${kind.name} did not start:\n${said()}`,
  );
  return { url, port, stop: () => stop(child, folder) };
}

async function exampleWith({ example }: Kind, places: ReturnType<Kind["places"]>): Promise<string> {
  let text = await readFile(join(EXAMPLES, example), "utf8");
  for (const [from, to, times] of places) {
    if (text.split(from).length !== times + 1) throw new Error(`${example} has "${from}" not ${times} times`);
    text = text.replaceAll(from, to);
  }
  return text;
}

async function check(kind: Kind, folder: string): Promise<void> {
  const { child, said } = run(kind, kind.checkArgs(folder), folder);
  const [code] = await once(child, "close");
  if (code !== 0 || kind.complaint.test(said()))
    throw new Error(`${kind.name} does not accept its example:\n${said()}`);
}

/** With that folder for a home: what it keeps of its own goes with it. */
function run({ program }: Kind, args: string[], folder: string) {
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  return { child, said: () => said };
}

async function answers(url: string, { name }: Kind, { exitCode }: ChildProcess): Promise<boolean> {
  if (exitCode !== null) throw new Error(`${name} ended with ${exitCode}`);
  return (await fetch(url).catch(() => null)) !== null;
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}
