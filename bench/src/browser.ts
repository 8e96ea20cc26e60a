import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { stopProcess, track } from "./processes.ts";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
/** No sandbox: the bench may run as root. The rest keeps Chromium from talking to anyone but us. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
];

type Reply = {
  id?: number;
  sessionId?: string;
  method?: string;
  result?: unknown;
  error?: { message: string };
};
type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

/** A Chromium, spoken to over https://chromedevtools.github.io/devtools-protocol/. */
export class Browser {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, Waiting>();
  readonly #events = new Map<string, () => void>();
  #lastId = 0;

  static async start(): Promise<Browser> {
    if (!existsSync(CHROMIUM)) {
      throw new Error(
        `There is no Chromium at ${CHROMIUM}: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.`,
      );
    }
    const folder = mkdtempSync(join(tmpdir(), "causerie-bench-chromium-"));
    const args = [...FLAGS, `--user-data-dir=${folder}`, "about:blank"];
    const child = track(spawn(CHROMIUM, args, { stdio: ["ignore", "ignore", "pipe"] }));
    const socket = new WebSocket(await addressOf(child));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return new Browser(child, folder, socket);
  }

  private constructor(child: ChildProcess, folder: string, socket: WebSocket) {
    this.#child = child;
    this.#folder = folder;
    this.#socket = socket;
    // Chromium sends what its protocol says.
    socket.on("message", (data) => this.#take(JSON.parse(String(data)) as Reply));
  }

  async stop(): Promise<void> {
    this.#socket.close();
    await stopProcess(this.#child, 5000);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A tab that shares nothing with another: no cache, no storage. */
  async openTab(): Promise<Tab> {
    const { browserContextId } = await this.ask<{ browserContextId: string }>(
      "Target.createBrowserContext",
      {},
    );
    const { targetId } = await this.ask<{ targetId: string }>("Target.createTarget", {
      url: "about:blank",
      browserContextId,
    });
    const { sessionId } = await this.ask<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    return {
      ask: (method, params = {}) => this.ask(method, params, sessionId),
      once: (method) => new Promise((resolve) => this.#events.set(`${sessionId} ${method}`, resolve)),
      close: () => this.ask("Target.disposeBrowserContext", { browserContextId }),
    };
  }

  ask<Result>(method: string, params: object, sessionId?: string): Promise<Result> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    // The protocol says what a method answers.
    return new Promise<unknown>((resolve, reject) =>
      this.#answers.set(id, { resolve, reject }),
    ) as Promise<Result>;
  }

  #take({ id, sessionId, method, result, error }: Reply): void {
    if (id === undefined) return this.#events.get(`${sessionId} ${method}`)?.();
    const waiting = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) waiting?.reject(new Error(`Chromium: ${error.message}`));
    else waiting?.resolve(result);
  }
}

export type Tab = Readonly<{
  ask: <Result>(method: string, params?: object) => Promise<Result>;
  /** When the tab tells of that event next. */
  once: (method: string) => Promise<void>;
  close: () => Promise<unknown>;
}>;

/** It says on its standard error where it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error("Chromium was started without a pipe");
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:.*)$/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stderr.resume();
    return address;
  }
  throw new Error("Chromium ended before it listened");
}
