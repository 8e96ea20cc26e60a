import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { OWNER } from "./hire.ts";
import type { Target } from "./load/orders.ts";
import { COLLECTING } from "./memory.ts";
import { hasEnded, stopProcess, track } from "./processes.ts";

export const REPOSITORY = resolve(import.meta.dirname, "../..");
/** What `npm start` gives to node: what is measured is what is shipped. */
const SHIPPED = startArguments();
const START_MS = 60_000;
/** The server itself gives up after 20 s. */
const STOP_MS = 25_000;
/** https://man7.org/linux/man-pages/man2/statfs.2.html */
const TMPFS_MAGIC = 0x01021994;

/** One process of the server, as shipped. */
export class ServerProcess {
  readonly port: number;
  readonly url: string;
  readonly child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.child = child;
  }

  /** Call `ready` next. `profile`: a folder for a CPU profile of its whole life. */
  static async spawn(env: Record<string, string>, profile: string | null): Promise<ServerProcess> {
    const port = await freePort();
    return new ServerProcess(port, spawnServer(env, port, profile));
  }

  /** Waits until it takes chats. */
  ready(): Promise<void> {
    return untilHealthy(this.url, this.child);
  }

  stop(): Promise<void> {
    return stopProcess(this.child, STOP_MS);
  }

  /** How a load generator reaches it, and whose CPU time it reads. */
  target(dataDir: string) {
    const paths = { dialect: "plain", visitorPath: "/ws/visitor", agentPath: "/ws/agent" } as const;
    const serverPid = this.child.pid ?? Number.NaN;
    const databasePid = postmasterPid(dataDir);
    return { port: this.port, ...paths, serverPid, databasePid } satisfies Partial<Target>;
  }
}

/** For the server's own PostgreSQL, or one beside it. */
export function makeDataDir(): string {
  if (statfsSync(tmpdir()).type === TMPFS_MAGIC) {
    throw new Error(
      `${tmpdir()} is kept in memory, where fsync costs nothing: set TMPDIR to a folder on a disk.`,
    );
  }
  return mkdtempSync(join(tmpdir(), "causerie-bench-"));
}

function spawnServer(given: Record<string, string>, port: number, profile: string | null): ChildProcess {
  const profiling = profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${resolve(profile)}`];
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    DEMO_SHOP_PORT: "off",
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
    LOG_LEVEL: "error",
    ...given,
  };
  const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
  return track(
    spawn(process.execPath, [...COLLECTING, ...profiling, ...SHIPPED], {
      cwd: REPOSITORY,
      env,
      stdio: [...stdio],
    }),
  );
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

/** The first line of PostgreSQL's own file: https://www.postgresql.org/docs/18/storage-file-layout.html */
export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

/** Between here and the server's own listening another process may take it: then the start fails in clear words. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8"));
  const [, ...given] = String(scripts.start).split(" ");
  return given;
}
