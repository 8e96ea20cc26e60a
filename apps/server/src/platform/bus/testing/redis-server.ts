import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const PROGRAM = process.env.REDIS_SERVER_PATH ?? "redis-server";

/** A Redis of the test's own, on a free port. Debian's package: redis-server. */
export type TestRedis = {
  readonly port: number;
  readonly url: string;
  /** On the same port as before. */
  start(): Promise<void>;
  /** At once, as a crash. */
  stop(): Promise<void>;
};

export async function startRedis(...options: string[]): Promise<TestRedis> {
  const port = await freePort();
  let running: ChildProcess | null = null;
  const redis: TestRedis = {
    port,
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      running = await run(port, options);
    },
    stop: async () => {
      const ended = running;
      running = null;
      if (!ended?.kill("SIGKILL")) return;
      await once(ended, "exit");
    },
  };
  await redis.start();
  return redis;
}

async function run(port: number, options: readonly string[]): Promise<ChildProcess> {
  const nothingKept = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--port", String(port)];
  const child = spawn(PROGRAM, [...nothingKept, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  // Of a spawn with a pipe.
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => line.includes("Ready to accept connections") && resolve());
    child.once("error", () => reject(new Error(`${PROGRAM} does not start: apt-get install redis-server`)));
    child.once("exit", (code) => reject(new Error(`redis-server ended with ${code} on port ${port}`)));
  });
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
