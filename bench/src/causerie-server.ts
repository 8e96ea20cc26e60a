import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Session } from "@causerie/protocol";
import { COLLECTING, collectGarbage } from "./memory.ts";
import type { Size } from "./options.ts";
import { hasEnded, stopProcess, track } from "./processes.ts";
import type { LoadedServer } from "./servers.ts";

const MAIN = resolve(import.meta.dirname, "../../apps/server/src/main.ts");
const NAME = "Causerie";
const OWNER = { email: "owner@bench.example", password: "the bench owns this" };
const START_MS = 60_000;
/** The server itself gives up after 20 s. */
const STOP_MS = 25_000;
/** https://man7.org/linux/man-pages/man2/statfs.2.html */
const TMPFS_MAGIC = 0x01021994;

/** The server as shipped, with its own PostgreSQL on a fresh folder, and agents who are signed in. */
export async function startCauserie(
  { visitors, agents }: Size,
  profile: string | null,
): Promise<LoadedServer> {
  const dataDir = makeDataDir();
  const port = await freePort();
  const child = spawnServer(dataDir, port, profile);
  const stop = async () => {
    await stopProcess(child, STOP_MS);
    stopPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilHealthy(url, child);
    const people = await hireAgents(url, agents);
    const target = { ...targetOf(port, dataDir, child), visitors, readers: "one", ...people } as const;
    return { name: NAME, target, collectGarbage: () => collectGarbage(child, NAME), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function targetOf(port: number, dataDir: string, child: ChildProcess) {
  const paths = { dialect: "plain", visitorPath: "/ws/visitor", agentPath: "/ws/agent" } as const;
  return { port, ...paths, serverPid: child.pid ?? Number.NaN, databasePid: postmasterPid(dataDir) };
}

function makeDataDir(): string {
  if (statfsSync(tmpdir()).type === TMPFS_MAGIC) {
    throw new Error(
      `${tmpdir()} is kept in memory, where fsync costs nothing: set TMPDIR to a folder on a disk.`,
    );
  }
  return mkdtempSync(join(tmpdir(), "causerie-bench-"));
}

function spawnServer(dataDir: string, port: number, profile: string | null): ChildProcess {
  const profiling = profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${resolve(profile)}`];
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: String(port),
    DEMO_SHOP_PORT: "off",
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
    LOG_LEVEL: "error",
  };
  const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
  return track(spawn(process.execPath, [...COLLECTING, ...profiling, MAIN], { env, stdio: [...stdio] }));
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (const until = performance.now() + START_MS; performance.now() < until; await wait(50)) {
    if (hasEnded(child)) throw new Error("The server ended before it could take chats: see its words above.");
    const isHealthy = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
  }
  throw new Error(`The server could not take chats within ${START_MS / 1000} seconds.`);
}

async function hireAgents(url: string, count: number): Promise<{ key: string; agentCookies: string[] }> {
  const agentCookies: string[] = [];
  let key = "";
  for (let index = 0; index < count; index += 1) {
    const agent = { email: `agent-${index}@bench.example`, password: `the bench hired ${index}` };
    await post(`${url}/api/v2/agents`, { ...agent, display_name: `Agent ${index}` }, basic(OWNER));
    const answer = await post(`${url}/auth/session`, agent);
    agentCookies.push(answer.headers.getSetCookie().map(cookieOf).join("; "));
    // The protocol says what a sign-in answers.
    const session = (await answer.json()) as Session;
    if (session.state === "signed-in") key = session.account.key;
  }
  return { key, agentCookies };
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

function basic({ email, password }: { email: string; password: string }): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${email}:${password}`).toString("base64")}` };
}

/** `name=value; Path=/; …` */
function cookieOf(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

/** The first line of PostgreSQL's own file: https://www.postgresql.org/docs/18/storage-file-layout.html */
function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

/** It outlives a server that had to be killed; when the server stopped in order, its file is gone. */
function stopPostgres(dataDir: string): void {
  try {
    process.kill(postmasterPid(dataDir), "SIGQUIT");
  } catch {
    // Stopped already.
  }
}

/** Between here and the server's own listening another process may take it: then the start fails in clear words. */
function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
