import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { WebSocket } from "ws";
import { type Door, Doors } from "../doors.ts";
import type { Link } from "../link.ts";
import { Pace } from "../pace.ts";

/** A session, as the far side of the door sees it. Known is who said hello. */
export type Accepted = {
  link: Link;
  received: string[];
  isClosed: boolean;
  isKnown: boolean;
  fails: boolean;
};

/** How many sockets fit. */
export const FULL = 110;

/** Doors of every kind in a server that listens, with a clock of its own. */
export class House {
  nowMs = 0;
  readonly doors: Doors;
  readonly server: Server;
  readonly #accepted: Accepted[] = [];
  readonly #clients: WebSocket[] = [];
  openSlowDoor: (() => void) | null = null;

  static async open(): Promise<House> {
    const house = new House();
    house.server.listen(0, "127.0.0.1");
    await once(house.server, "listening");
    return house;
  }

  private constructor() {
    const open = this.#doorTo(null, () => 0);
    const shut: Door = async () => ({ ok: false, status: 401, message: "Unauthorized" });
    const slow: Door = async (request) => {
      await new Promise<void>((resolve) => {
        this.openSlowDoor = resolve;
      });
      return open(request);
    };
    const pace = new Pace({ perSecond: 1000, burst: 10 }, () => this.nowMs);
    const paced = this.#doorTo(null, () => pace.take(1));
    const street = this.#doorTo("203.0.113.7", () => 0);
    this.doors = new Doors(
      { "/open": open, "/shut": shut, "/slow": slow, "/paced": paced, "/street": street },
      { warn: () => undefined, error: () => undefined },
      { nowMs: () => this.nowMs, mostSockets: FULL },
    );
    this.server = createServer();
    this.doors.attach(this.server);
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.terminate();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  async enter(path = "/open"): Promise<{ client: WebSocket; mine: Accepted }> {
    const client = new WebSocket(`ws://127.0.0.1:${this.port}${path}`);
    this.#clients.push(client);
    await once(client, "open");
    const mine = this.#accepted.at(-1);
    if (!mine) throw new Error("the door opened no session");
    return { client, mine };
  }

  get port(): number {
    // Listening on TCP, it is one.
    return (this.server.address() as AddressInfo).port;
  }

  async statusOf(path: string): Promise<number> {
    return Number((await this.answerTo(path)).split(" ")[1]);
  }

  /** Asked by hand: a client would tidy up the path. */
  async answerTo(path: string): Promise<string> {
    const socket = connect(this.port, "127.0.0.1");
    socket.write(upgradeTo(path));
    const [answer] = await once(socket, "data");
    socket.destroy();
    return String(answer);
  }

  #doorTo(strangerFrom: string | null, waitAfterFrame: () => number): Door {
    return async () => ({
      ok: true,
      strangerFrom,
      open: (link) => {
        const one: Accepted = { link, received: [], isClosed: false, isKnown: false, fails: false };
        this.#accepted.push(one);
        return {
          get isKnown() {
            return one.isKnown;
          },
          receive: (text) => {
            if (one.fails) throw new Error("a defect");
            one.received.push(text);
            one.isKnown ||= text === "hello";
            return waitAfterFrame();
          },
          closed: () => {
            one.isClosed = true;
          },
        };
      },
    });
  }
}

export function upgradeTo(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
}

export function socketOf(client: WebSocket): Socket {
  // ws keeps it private.
  return (client as unknown as { _socket: Socket })._socket;
}

export function nextTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTick();
}
