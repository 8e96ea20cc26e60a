import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { end, hasEnded, start } from "./children.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const START_MS = 120_000;

/** No text of the product names this address as an example: whoever finds it in a page has found a leak. */
export const OWNER = {
  email: "marie@maison-feuille.example",
  password: "correct horse battery",
  name: "marie",
};

export type ServerOptions = { port: number; shopPort: number; dataDir: string; env: NodeJS.ProcessEnv };

/** The product as `npm start` runs it, in a process of its own that tests may kill. */
export class Server {
  readonly url: string;
  readonly shopUrl: string;
  readonly dataDir: string;
  readonly #options: ServerOptions;
  #child: ChildProcess | null = null;
  #output = "";

  constructor(options: ServerOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
    this.shopUrl = `http://127.0.0.1:${options.shopPort}`;
    this.dataDir = options.dataDir;
  }

  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    const { port, shopPort, dataDir, env } = this.#options;
    const child = spawnServer({
      PORT: String(port),
      DEMO_SHOP_PORT: String(shopPort),
      DATA_DIR: dataDir,
      ...env,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#output += String(chunk);
      });
    }
    await until(
      () => this.#isHealthy(),
      START_MS,
      () => `the server did not start:\n${this.#output}`,
    );
  }

  /** As a crash or the kernel would: nothing is cleaned up. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    await end(child, signal);
  }

  async #isHealthy(): Promise<boolean> {
    const child = this.#child;
    if (!child || hasEnded(child)) throw new Error(`the server ended:\n${this.#output}`);
    const answer = await fetch(`${this.url}/healthz`).catch(() => null);
    return answer?.status === 200;
  }
}

/** A server on free ports with an empty store; with an owner unless `env` says otherwise. */
export async function startServer(env: NodeJS.ProcessEnv = ownerEnv()): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "causerie-e2e-"));
  const server = new Server({ port: await freePort(), shopPort: await freePort(), dataDir, env });
  await server.start();
  return server;
}

export function ownerEnv(): NodeJS.ProcessEnv {
  return { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password };
}

/** Starts one that is not expected to run, and waits for its end. */
export async function startInVain(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const child = spawnServer(env);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  const tooLong = setTimeout(() => child.kill("SIGTERM"), START_MS);
  const [code] = await once(child, "close");
  clearTimeout(tooLong);
  return { code, output };
}

function spawnServer(env: NodeJS.ProcessEnv): ChildProcess {
  return start(process.execPath, [join(ROOT, "apps/server/src/main.ts")], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/** Looks again until it holds; the time is a bound for the failing case only. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  withinMs: number,
  otherwise: () => string,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
