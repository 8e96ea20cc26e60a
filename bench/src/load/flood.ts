import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { VisitorHello } from "@causerie/protocol";
import { PROTOCOL_VERSION } from "@causerie/protocol/version";
import { WebSocket } from "ws";
import { sendMessage } from "./message.ts";

/** `everything`: all that a widget can say, as fast as it is taken. `pages`: page views, each visitor so many a second. */
export type FloodPlan = Readonly<{
  url: string;
  /** The widget's key. */
  key: string;
  visitors: number;
  /** Of each visitor. */
  sockets: number;
  what: "everything" | { pagesPerSecond: number };
}>;

/** What came of it. `acked`: messages that were stored. */
export type Flooded = Readonly<{ sent: number; acked: number; seconds: number }>;

/** What the flooder keeps in its own buffers of one socket; the rest waits until the server reads. */
const MOST_BUFFERED = 256 * 1024;
const FRAMES_A_TURN = 50;

/** Visitors who send more than any person can, and never stop by themselves. */
export class Flood {
  readonly #plan: FloodPlan;
  readonly #sockets: WebSocket[] = [];
  #sent = 0;
  #acked = 0;
  #sinceMs = performance.now();
  #isOver = false;
  #flooding: Promise<void> = Promise.resolve();

  constructor(plan: FloodPlan) {
    this.#plan = plan;
  }

  async begin(): Promise<void> {
    const { visitors, sockets } = this.#plan;
    for (let visitor = 0; visitor < visitors; visitor += 1) {
      const token = `v1_${randomBytes(36).toString("base64url")}`;
      for (let socket = 0; socket < sockets; socket += 1) this.#sockets.push(await this.#come(token));
    }
    this.#sinceMs = performance.now();
    this.#flooding = this.#flood();
  }

  async end(): Promise<Flooded> {
    this.#isOver = true;
    await this.#flooding;
    for (const socket of this.#sockets) socket.terminate();
    return { sent: this.#sent, acked: this.#acked, seconds: (performance.now() - this.#sinceMs) / 1000 };
  }

  #come(token: string): Promise<WebSocket> {
    const socket = new WebSocket(this.#plan.url);
    return new Promise((resolve, reject) => {
      socket.on("open", () => socket.send(JSON.stringify(this.#hello(token))));
      socket.on("message", (data) => {
        const frame = String(data);
        if (frame.startsWith('{"t":"welcome"')) resolve(socket);
        if (frame.startsWith('{"t":"ack"')) this.#acked += 1;
      });
      socket.on("error", reject);
      socket.on("close", (code) => reject(new Error(`a flooder's socket was closed with ${code}`)));
    });
  }

  #hello(token: string): VisitorHello & { t: "hello" } {
    return {
      t: "hello",
      v: PROTOCOL_VERSION,
      key: this.#plan.key,
      token,
      page: { url: "http://shop.example/flood", title: "Flood" },
      referrer: "",
      language: "en",
      idle: false,
      cart: null,
      chats: [],
    };
  }

  async #flood(): Promise<void> {
    const { what } = this.#plan;
    while (!this.#isOver) {
      for (const socket of this.#sockets) {
        const frames = what === "everything" ? FRAMES_A_TURN : this.#dueOf(what.pagesPerSecond);
        for (let frame = 0; frame < frames && socket.bufferedAmount < MOST_BUFFERED; frame += 1)
          socket.send(this.#next());
      }
      await wait(1);
    }
  }

  /** How many pages each socket is behind. */
  #dueOf(pagesPerSecond: number): number {
    const due = ((performance.now() - this.#sinceMs) / 1000) * pagesPerSecond;
    return Math.max(0, Math.ceil(due - this.#sent / this.#sockets.length));
  }

  #next(): string {
    this.#sent += 1;
    const page = { url: `http://shop.example/${this.#sent}`, title: `Page ${this.#sent}` };
    if (this.#plan.what !== "everything") return JSON.stringify({ t: "page", page });
    const others = [
      { t: "typing", on: this.#sent % 8 < 4 },
      { t: "page", page },
      { t: "links", fileIds: ["none"] },
    ];
    const other = others[(this.#sent >> 1) % others.length];
    return this.#sent % 2 === 0 ? sendMessage(`flood-${this.#sent}`) : JSON.stringify(other);
  }
}
