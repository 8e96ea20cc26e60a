import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort, until } from "./server.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../../docs/examples/nginx.conf");
const PROGRAM = process.env.NGINX_PATH ?? "/usr/sbin/nginx";
const START_MS = 15_000;

export type Nginx = { url: string; port: number; stop(): Promise<void> };

/** A real nginx with docs/examples/nginx.conf as it stands, but for its port and those of its two nodes. */
export async function startNginx(nodes: readonly [number, number]): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), "causerie-nginx-"));
  const port = await freePort();
  await writeFile(join(folder, "causerie.conf"), await exampleWith(port, nodes));
  await writeFile(join(folder, "nginx.conf"), around(folder));
  await checkIn(folder);
  const child = spawn(PROGRAM, argumentsIn(folder), { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const url = `http://127.0.0.1:${port}`;
  await until(
    () => answers(url, child),
    START_MS,
    () => `nginx did not start:\n${said}`,
  );
  return { url, port, stop: () => stop(child, folder) };
}

async function exampleWith(port: number, [first, second]: readonly [number, number]): Promise<string> {
  let example = await readFile(EXAMPLE, "utf8");
  for (const [from, to, times] of [
    ["server 127.0.0.1:4000 ", `server 127.0.0.1:${first} `, 2],
    ["server 127.0.0.1:4010 ", `server 127.0.0.1:${second} `, 2],
    ["listen 80;", `listen 127.0.0.1:${port};`, 1],
  ] as const) {
    if (example.split(from).length !== times + 1)
      throw new Error(`${EXAMPLE} has "${from}" not ${times} times`);
    example = example.replaceAll(from, to);
  }
  return example;
}

/** What a system's own nginx.conf says around the file. */
function around(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `  ${kind}_temp_path ${join(folder, kind)};`,
  );
  return [
    // Its workers are to enter the folder that is ours alone.
    ...(process.getuid?.() === 0 ? ["user root;"] : []),
    "daemon off;",
    `pid ${join(folder, "nginx.pid")};`,
    "error_log stderr warn;",
    "events { worker_connections 1024; }",
    "http {",
    "  access_log off;",
    ...temporary,
    `  include ${join(folder, "causerie.conf")};`,
    "}",
    "",
  ].join("\n");
}

function argumentsIn(folder: string): string[] {
  return ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")];
}

async function checkIn(folder: string): Promise<void> {
  const child = spawn(PROGRAM, [...argumentsIn(folder), "-t"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, "close");
  if (code !== 0 || /\[(warn|error|emerg)\]/.test(said))
    throw new Error(`nginx -t does not accept the file:\n${said}`);
}

async function answers(url: string, { exitCode }: ChildProcess): Promise<boolean> {
  if (exitCode !== null) throw new Error(`nginx ended with ${exitCode}`);
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
