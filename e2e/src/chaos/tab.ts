import { randomUUID } from "node:crypto";
import type { Environment, KeyValueStore, SocketLike } from "@causerie/client/environment";
import type { AgentServerFrame, VisitorServerFrame } from "@causerie/protocol";
import { WebSocket } from "ws";
import type { Command, Journal } from "./journal.ts";

/** The tabs' clock runs faster than the server's, so that silences which a client notices fit into a run. */
const HASTE = 3;
/** One clock for all, as in a browser: whether another tab is gone is read from it [DL14]. */
const STARTED_AT = Date.now();

type ServerFrame = VisitorServerFrame | AgentServerFrame;

/** What a browser gives to one page: it may be hidden, woken and crash, and everything that it sends is noted. */
export class Tab {
  readonly label: string;
  readonly #journal: Journal;
  readonly #headers: Record<string, string>;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #sockets = new Set<WebSocket>();
  readonly #wakes = new Set<() => void>();
  readonly #hides = new Set<() => void>();
  #isGone = false;
  #welcomes = 0;
  /** How many texts were written here. */
  written = 0;

  constructor(label: string, journal: Journal, headers: Record<string, string> = {}) {
    this.label = label;
    this.#journal = journal;
    this.#headers = headers;
  }

  environment(storage: KeyValueStore): Environment {
    return {
      openSocket: (url) => this.#open(url),
      now: () => STARTED_AT + (Date.now() - STARTED_AT) * HASTE,
      after: (delayMs, run) => this.#after(delayMs / HASTE, run),
      random: Math.random,
      newId: () => randomUUID(),
      storage,
      onWake: (listener) => listenIn(this.#wakes, listener),
      onHide: (listener) => listenIn(this.#hides, listener),
    };
  }

  /** As the browser says when it believes that the network is back, or the page comes to the front. */
  wake(): void {
    for (const listener of [...this.#wakes]) listener();
  }

  /** As before a reload or when it is closed. */
  hide(): void {
    for (const listener of [...this.#hides]) listener();
  }

  /** From one instant to the next, without a word to anybody. */
  vanish(): void {
    this.#isGone = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.terminate();
  }

  #after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isGone) run();
    }, delayMs);
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
      clearTimeout(timer);
    };
  }

  #open(url: string): SocketLike {
    const socket = new WebSocket(url, { headers: this.#headers });
    this.#sockets.add(socket);
    let isGivenUp = false;
    const like: SocketLike = {
      send: (text) => {
        this.#noteSent(text);
        socket.send(text);
      },
      close: (code) => {
        isGivenUp = true;
        this.#note(`given up${code === undefined ? "" : `, ${code}`}`);
        socket.close(code);
      },
      onopen: null,
      onmessage: null,
      onclose: null,
    };
    const ifHere = (run: () => void) => {
      if (!this.#isGone) run();
    };
    socket.on("open", () => ifHere(() => like.onopen?.()));
    socket.on("message", (data) => ifHere(() => this.#receive(like, String(data))));
    socket.on("close", (code, reason) => {
      this.#sockets.delete(socket);
      if (!isGivenUp) ifHere(() => this.#note(`closed by the other side, ${code}`));
      ifHere(() => like.onclose?.({ code, reason: String(reason) }));
    });
    // A refused connection is told by its close.
    socket.on("error", () => undefined);
    return like;
  }

  #noteSent(text: string): void {
    // Our own client wrote it.
    const frame = JSON.parse(text) as { t: string; id?: string; command?: Command };
    if (frame.t === "command" && frame.id && frame.command)
      this.#journal.sent(this.label, frame.id, frame.command);
  }

  #receive(like: SocketLike, text: string): void {
    // Our own server wrote it.
    this.#noteHeard(JSON.parse(text) as ServerFrame);
    like.onmessage?.({ data: text });
  }

  #noteHeard(frame: ServerFrame): void {
    const journal = this.#journal;
    if (frame.t === "ack") journal.acknowledgedBy(this.label, frame);
    else if (frame.t === "refused") journal.refused(this.label, frame);
    else if (frame.t === "done") journal.done(frame.id);
    else if (frame.t === "welcome") this.#noteWelcome(frame.chats);
  }

  #noteWelcome(chats: readonly { kind: "snapshot" | "resumed" }[]): void {
    this.#welcomes += 1;
    this.#note("welcomed");
    if (this.#welcomes === 1) return;
    this.#journal.reconnects.push(this.label);
    for (const { kind } of chats) {
      if (kind === "resumed") this.#journal.resumes += 1;
      else this.#journal.snapshots += 1;
    }
  }

  #note(what: string): void {
    this.#journal.note(this.label, `connection: ${what}`);
  }
}

function listenIn(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
