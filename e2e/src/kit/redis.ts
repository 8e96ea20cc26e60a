import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { end, hasEnded, start } from "./children.ts";
import { freePort, until } from "./server.ts";

const PROGRAM = process.env.REDIS_SERVER_PATH ?? "/usr/bin/redis-server";
const START_MS = 60_000;

/** A real redis-server that keeps nothing: what is started again is empty. */
export class Redis {
  readonly url: string;
  readonly #port: number;
  #child: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<Redis> {
    if (!existsSync(PROGRAM)) {
      throw new Error(
        `There is no redis-server at ${PROGRAM}: install it (Debian: apt-get install redis-server), or set REDIS_SERVER_PATH.`,
      );
    }
    const redis = new Redis(await freePort());
    await redis.start();
    return redis;
  }

  /** On the same port. */
  async start(): Promise<void> {
    const options = { port: this.#port, bind: "127.0.0.1", save: "", appendonly: "no" };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = start(PROGRAM, args, { stdio: "ignore" });
    this.#child = child;
    await until(
      () => this.#isListening(child),
      START_MS,
      () => "redis-server did not start",
    );
  }

  async kill(): Promise<void> {
    await end(this.#child, "SIGKILL");
  }

  #isListening(child: ChildProcess): Promise<boolean> {
    if (hasEnded(child)) throw new Error("redis-server ended: is its port taken?");
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const socket = connect(this.#port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
    return promise;
  }
}
