import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { CLOSE, PING_INTERVAL_MS } from "@causerie/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import type { Counter, Metrics } from "../metrics/metrics.ts";
import type { Link, Session } from "./link.ts";
import { Pace, type PaceLimits } from "./pace.ts";
import { SocketLink } from "./socket-link.ts";

/** Enough for 60,000 characters, escaped. */
const MAX_FRAME_BYTES = 512 * 1024;

/** Either side takes three silent intervals as a lost connection [DL11]. */
const SILENT_MS = 3 * PING_INTERVAL_MS;

/** `pace`: how fast their frames are read; absent, as fast as they come. */
type Entrance = { ok: true; open: (link: Link) => Session; pace?: PaceLimits };

/** Says who may come in: a session to be, or a status sent at once. */
export type Door = (
  request: IncomingMessage,
) => Promise<Entrance | { ok: false; status: 401 | 403; message: string }>;

type Log = { warn(fields: object, message: string): void; error(fields: object, message: string): void };

type Open = { path: string; link: SocketLink; heardAtMs: number };

/** The sockets of one HTTP server, by path. */
export class Doors {
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    clientTracking: false,
  });
  readonly #doors: Record<string, Door>;
  readonly #log: Log;
  readonly #open = new Map<WebSocket, Open>();
  readonly #closed: Record<"too-slow" | "silent", Counter> | null;
  #isDraining = false;

  readonly #nowMs: () => number;

  constructor(
    doors: Record<string, Door>,
    log: Log,
    nowMs: () => number = () => performance.now(),
    metrics: Metrics | null = null,
  ) {
    this.#doors = doors;
    this.#log = log;
    this.#nowMs = nowMs;
    this.#closed = metrics && measure(metrics, () => this.#countByPath());
  }

  get size(): number {
    return this.#open.size;
  }

  attach(server: Server): void {
    server.on("upgrade", (request, socket, head) => {
      socket.on("error", () => socket.destroy());
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        this.#log.error({ err: error }, "an upgrade failed");
        refuseUpgrade(socket, 503, "Service Unavailable");
      });
    });
  }

  /** Closes those that were not heard of; to be called every few seconds. */
  sweep(): void {
    const silentSince = this.#nowMs() - SILENT_MS;
    for (const [ws, { heardAtMs }] of this.#open) {
      if (heardAtMs >= silentSince) continue;
      this.#closed?.silent.add();
      ws.close(CLOSE.silent, "silent");
      ws.terminate();
    }
  }

  /** [DL16] Tells everybody to come back, and lets nobody in any more. */
  drain(): void {
    this.#isDraining = true;
    const bye = JSON.stringify({ t: "bye", because: "draining", retryAfterMs: 500 });
    for (const { link } of this.#open.values()) link.send(bye);
  }

  closeAll(): void {
    for (const ws of this.#open.keys()) {
      ws.close(CLOSE.goingAway, "draining");
      // A client that does not answer the close does not hold up the end.
      setTimeout(() => ws.terminate(), 500).unref();
    }
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (this.#isDraining) return refuseUpgrade(socket, 503, "Service Unavailable");
    const path = URL.parse(request.url ?? "/", "http://host")?.pathname ?? "";
    const door = Object.hasOwn(this.#doors, path) ? this.#doors[path] : undefined;
    if (!door) return refuseUpgrade(socket, 404, "Not Found");
    const entrance = await door(request);
    if (!entrance.ok) return refuseUpgrade(socket, entrance.status, entrance.message);
    if (this.#isDraining) return refuseUpgrade(socket, 503, "Service Unavailable");
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, path, entrance));
  }

  #accept(ws: WebSocket, path: string, { open, pace: limits }: Entrance): void {
    const link = new SocketLink(ws);
    const entry: Open = { path, link, heardAtMs: this.#nowMs() };
    this.#open.set(ws, entry);
    const session = open(link);
    const pace = limits && new Pace(limits, this.#nowMs);
    ws.on("message", (data, isBinary) => {
      // Once closed by us, what still comes is not for us to do [DO2]; nor once we stop: it is sent again [DL16].
      if (ws.readyState !== ws.OPEN || this.#isDraining) return;
      entry.heardAtMs = this.#nowMs();
      // No frame of ours is binary: answered like any other that is not understood [DO3].
      const text = isBinary ? "" : String(data);
      if (pace) slowDown(ws, pace.waitAfterMs(text.length));
      this.#receive(ws, session, text);
    });
    ws.on("error", (error) => this.#log.warn({ err: error }, "a socket failed"));
    ws.on("close", () => {
      this.#open.delete(ws);
      if (link.isGivenUp) this.#closed?.["too-slow"].add();
      session.closed();
    });
  }

  #countByPath(): Map<string, number> {
    const counts = new Map(Object.keys(this.#doors).map((path) => [path, 0]));
    for (const { path } of this.#open.values()) counts.set(path, (counts.get(path) ?? 0) + 1);
    return counts;
  }

  /** A defect fails this socket, never the process. */
  #receive(ws: WebSocket, session: Session, text: string): void {
    try {
      session.receive(text);
    } catch (error) {
      this.#log.error({ err: error }, "a frame failed");
      ws.close(1011, "try again");
    }
  }
}

function measure(metrics: Metrics, countByPath: () => Map<string, number>) {
  metrics.gauge("causerie_connections", "Open sockets, by whose they are.", () =>
    [...countByPath()].map(([path, value]) => ({ labels: { kind: path.replace(/^.*\//, "") }, value })),
  );
  const closed = (reason: string) =>
    metrics.counter("causerie_sockets_closed_total", "Sockets that the server gave up.", { reason });
  return { "too-slow": closed("too-slow"), silent: closed("silent") };
}

/** Left unread, the frames wait in the sender's own buffers: none is lost, and nobody else waits. */
function slowDown(ws: WebSocket, waitMs: number): void {
  if (waitMs === 0 || ws.isPaused) return;
  ws.pause();
  setTimeout(() => ws.resume(), waitMs).unref();
}

/** A caller who keeps their side open would keep the connection, and a stop would wait for it. */
function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${message}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
