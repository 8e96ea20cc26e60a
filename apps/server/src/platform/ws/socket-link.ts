import type { Socket } from "node:net";
import { CLOSE } from "@causerie/protocol";
import { WebSocket } from "ws";
import type { Link } from "./link.ts";
import { textFrame } from "./text-frame.ts";

/** A reader this far behind (some thousand frames) catches up faster by coming back [DL10]. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** Those who have something to say at the end of this tick. */
const waiting = new Set<SocketLink>();

/**
 * Frames of one tick leave in one write, all sockets in one pass: the writes are most of what a
 * message costs (docs/performance.md), and `ws` would make two of each frame.
 */
export class SocketLink implements Link {
  readonly #ws: WebSocket;
  readonly #socket: Socket;
  /** Bytes, as text-frame.ts makes them. */
  #frames = "";
  /** The longest write that the reader has not taken whole yet: a snapshot of long messages takes its time. */
  #longestUnderWay = 0;
  /** It did not keep up [DL10]. */
  isGivenUp = false;

  constructor(ws: WebSocket) {
    this.#ws = ws;
    // ws keeps its net.Socket private; it is the only way to one write a tick.
    this.#socket = (ws as unknown as { _socket: Socket })._socket;
  }

  send(text: string): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return;
    if (waiting.size === 0) setImmediate(flushAll);
    waiting.add(this);
    this.#frames += textFrame(text);
  }

  close(code: number, reason: string): void {
    // A close frame says that nothing comes after it: what was sent before it goes first.
    this.flush();
    this.#ws.close(code, reason);
  }

  flush(): void {
    const frames = this.#frames;
    this.#frames = "";
    if (frames === "" || this.#ws.readyState !== WebSocket.OPEN) return;
    // What lies there from before is what the reader did not take; how much one tick brings is not their fault.
    const unread = this.#socket.writableLength;
    if (unread === 0) this.#longestUnderWay = 0;
    if (unread > MAX_BUFFERED_BYTES + this.#longestUnderWay) return this.#giveUp();
    this.#longestUnderWay = Math.max(this.#longestUnderWay, frames.length);
    this.#socket.write(frames, "latin1");
  }

  /** A close frame would wait behind what is not read: the connection itself is cut. */
  #giveUp(): void {
    this.isGivenUp = true;
    this.#ws.close(CLOSE.tooSlow, "too slow");
    this.#ws.terminate();
  }
}

function flushAll(): void {
  const links = [...waiting];
  waiting.clear();
  for (const link of links) link.flush();
}
