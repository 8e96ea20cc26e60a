import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { CLOSE, PING_INTERVAL_MS } from "@causerie/protocol";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import type { Counter, Metrics } from "../metrics/metrics.ts";
import type { Link, Session } from "./link.ts";
import { SocketLink } from "./socket-link.ts";
import { Strangers } from "./strangers.ts";

/** [LI7] Enough for 40,000 characters, each escaped in six. */
const MAX_FRAME_BYTES = 256 * 1024;

/** Either side takes three silent intervals as a lost connection [DL11]. */
const SILENT_MS = 3 * PING_INTERVAL_MS;

/** [LI3] On the slowest line a hello is there by then. */
const HELLO_WITHIN_MS = 10_000;

/** Who is full says when to ask again. */
const RETRY_AFTER_SECONDS = 5;

/** `strangerFrom`: what those who have not said who they are are counted by; null is not counted. */
type Entrance = { ok: true; open: (link: Link) => Session; strangerFrom: string | null };

type Answer = Entrance | { ok: false; status: 401 | 403; message: string };

/** Says who may come in: a session to be, or a status sent at once. */
export type Door = (request: IncomingMessage) => Answer | Promise<Answer>;

/** One for each socket, of which there are many thousands. */
type Open = {
  readonly path: string;
  readonly link: SocketLink;
  readonly session: Session;
  heardAtMs: number;
  readonly openedAtMs: number;
  readonly strangerFrom: string | null;
  isStranger: boolean;
};

type DoorsOptions = {
  nowMs?: () => number;
  /** [LI6] */
  mostSockets?: number;
  metrics?: Metrics;
};

type Log = { warn(fields: object, message: string): void; error(fields: object, message: string): void };

/** The sockets of one HTTP server, by path. */
export class Doors {
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    clientTracking: false,
  });
  readonly #doors: ReadonlyMap<string, Door>;
  readonly #log: Log;
  readonly #open = new Map<WebSocket, Open>();
  readonly #strangers = new Strangers();
  readonly #closed: Record<"too-slow" | "silent", Counter> | null;
  #isDraining = false;

  // The same for all sockets: closures of its own would be a tenth of what an idle visitor takes.
  readonly #onMessage = listenerOf<RawData, boolean>((ws, data, isBinary) => this.#heard(ws, data, isBinary));
  readonly #onClose = listenerOf<number, Buffer>((ws) => this.#gone(ws));
  readonly #onError = (error: Error) =>
    this.#log.warn({ err: error }, "A client's connection broke off; it comes back by itself");
  readonly #nowMs: () => number;
  readonly #mostSockets: number;

  constructor(doors: Record<string, Door>, log: Log, { nowMs, mostSockets, metrics }: DoorsOptions = {}) {
    this.#doors = new Map(Object.entries(doors));
    this.#log = log;
    this.#nowMs = nowMs ?? (() => performance.now());
    this.#mostSockets = mostSockets ?? Number.POSITIVE_INFINITY;
    this.#closed = metrics ? measure(metrics, () => this.#countByPath()) : null;
  }

  get size(): number {
    return this.#open.size;
  }

  attach(server: Server): void {
    server.on("upgrade", (request, socket, head) => {
      socket.on("error", destroyed);
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        this.#log.error(
          { err: error },
          "A socket could not be let in; its client comes back. Is the database within reach?",
        );
        refuseUpgrade(socket, 503, "Service Unavailable");
      });
    });
  }

  /** Closes those that were not heard of, and those that do not say who they are; to be called every few seconds. */
  sweep(): void {
    const silentSince = this.#nowMs() - SILENT_MS;
    const strangersSince = this.#nowMs() - HELLO_WITHIN_MS;
    for (const [ws, { heardAtMs, openedAtMs, isStranger }] of this.#open) {
      const isInTime = heardAtMs >= silentSince && !(isStranger && openedAtMs < strangersSince);
      if (isInTime) continue;
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
    // Before anything is asked of the database for them [LI6].
    if (this.#isFull) return refuseUpgrade(socket, 503, "Service Unavailable");
    const path = pathOf(request.url);
    const door = this.#doors.get(path);
    if (!door) return refuseUpgrade(socket, 404, "Not Found");
    const answer = door(request);
    // A visitor's is there at once: a thousand of them are not to wait for a thousand promises.
    const entrance = "then" in answer ? await answer : answer;
    if (!entrance.ok) return refuseUpgrade(socket, entrance.status, entrance.message);
    if (this.#isDraining || this.#isFull) return refuseUpgrade(socket, 503, "Service Unavailable");
    if (!this.#strangers.hasRoomFor(entrance.strangerFrom))
      return refuseUpgrade(socket, 429, "Too Many Requests");
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, path, entrance));
  }

  get #isFull(): boolean {
    return this.#open.size >= this.#mostSockets;
  }

  #accept(ws: WebSocket, path: string, { open, strangerFrom }: Entrance): void {
    const link = new SocketLink(ws);
    const session = open(link);
    const now = this.#nowMs();
    const entry: Open = {
      path,
      link,
      session,
      heardAtMs: now,
      openedAtMs: now,
      strangerFrom,
      isStranger: true,
    };
    this.#open.set(ws, entry);
    this.#strangers.came(strangerFrom);
    ws.on("message", this.#onMessage);
    ws.on("error", this.#onError);
    ws.on("close", this.#onClose);
  }

  #heard(ws: WebSocket, data: RawData, isBinary: boolean): void {
    const entry = this.#open.get(ws);
    // Once closed by us, what still comes is not for us to do [DO2]; nor once we stop: it is sent again [DL16].
    if (!entry || ws.readyState !== WebSocket.OPEN || this.#isDraining) return;
    entry.heardAtMs = this.#nowMs();
    // No frame of ours is binary: answered like any other that is not understood [DO3].
    this.#receive(ws, entry, isBinary ? "" : String(data));
  }

  #gone(ws: WebSocket): void {
    const entry = this.#open.get(ws);
    if (!entry) return;
    this.#open.delete(ws);
    if (entry.link.isGivenUp) this.#closed?.["too-slow"].add();
    this.#noStranger(entry);
    entry.session.closed();
  }

  #countByPath(): Map<string, number> {
    const counts = new Map([...this.#doors.keys()].map((path) => [path, 0]));
    for (const { path } of this.#open.values()) counts.set(path, (counts.get(path) ?? 0) + 1);
    return counts;
  }

  /** A defect fails this socket, never the process. */
  #receive(ws: WebSocket, entry: Open, text: string): void {
    try {
      slowDown(ws, entry.session.receive(text));
      if (entry.isStranger && entry.session.isKnown) this.#noStranger(entry);
    } catch (error) {
      this.#log.error({ err: error }, "A frame met a defect and its socket was closed: report this line");
      ws.close(1011, "try again");
    }
  }

  #noStranger(entry: Open): void {
    if (!entry.isStranger) return;
    entry.isStranger = false;
    this.#strangers.over(entry.strangerFrom);
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

function listenerOf<A, B>(listen: (ws: WebSocket, a: A, b: B) => void) {
  return function (this: WebSocket, a: A, b: B): void {
    listen(this, a, b);
  };
}

/** Of what comes before the "?". */
function pathOf(url = "/"): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function destroyed(this: Duplex): void {
  this.destroy();
}

/** Left unread, the frames wait in the sender's own buffers: none is lost, and nobody else waits. */
function slowDown(ws: WebSocket, waitMs: number): void {
  if (waitMs === 0 || ws.isPaused) return;
  ws.pause();
  setTimeout(() => ws.resume(), waitMs).unref();
}

/** A caller who keeps their side open would keep the connection, and a stop would wait for it. */
function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  const isLater = status === 503 || status === 429;
  const later = isLater ? `Retry-After: ${RETRY_AFTER_SECONDS}\r\n` : "";
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${message}\r\n${later}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
