import type { Socket } from "node:net";
import { CLOSE } from "@causerie/protocol";
import { WebSocket } from "ws";
import type { Link } from "./link.ts";

/** A reader this far behind (some thousand frames) catches up faster by coming back [DL10]. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;

/** Writes of one tick are corked: measured at 30–33 k messages a cpu·s against 20–22 k (figures.md). */
export class SocketLink implements Link {
  readonly #ws: WebSocket;
  #isCorked = false;
  /** What a reader that had nothing to read was sent at once, however long, is no backlog. */
  #allowedBytes = MAX_BUFFERED_BYTES;

  constructor(ws: WebSocket) {
    this.#ws = ws;
  }

  send(text: string): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return;
    const wasEmpty = this.#ws.bufferedAmount === 0;
    this.#cork();
    this.#ws.send(text);
    if (wasEmpty) this.#allowedBytes = this.#ws.bufferedAmount + MAX_BUFFERED_BYTES;
    if (this.#ws.bufferedAmount > this.#allowedBytes) this.#giveUp();
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  /** A close frame would wait behind what is not read: the connection itself is cut. */
  #giveUp(): void {
    this.#ws.close(CLOSE.tooSlow, "too slow");
    this.#ws.terminate();
  }

  #cork(): void {
    if (this.#isCorked) return;
    // ws keeps its net.Socket private; it is the only way to one write a tick.
    const socket = (this.#ws as unknown as { _socket: Socket })._socket;
    this.#isCorked = true;
    socket.cork();
    setImmediate(() => {
      this.#isCorked = false;
      socket.uncork();
    });
  }
}
