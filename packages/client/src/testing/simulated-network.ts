import type { SocketLike } from "../environment.ts";

/** The server's end of one connection: what a server makes of a socket, and what it is given for it. */
export type ServerLink = {
  send(text: string): void;
  close(code: number, reason: string): void;
};
export type ServerSession = {
  receive(text: string): void;
  closed(): void;
};

export type Direction = "toServer" | "toClient";
type Packet = { kind: "open" } | { kind: "text"; text: string } | { kind: "close"; code: number };

/** Connections as queues that a test delivers, so that delay, loss and overlap happen where it says. */
export class SimulatedNetwork {
  /** All that were ever opened and still have two ends, oldest first. */
  readonly wires: SimulatedWire[] = [];
  /** False: new connections fail. */
  isUp = true;
  readonly #accept: (link: ServerLink, url: string) => ServerSession;

  constructor(accept: (link: ServerLink, url: string) => ServerSession) {
    this.#accept = accept;
  }

  openSocket(url: string): SocketLike {
    const wire = new SimulatedWire(
      (link) => this.#accept(link, url),
      () => this.#forget(wire),
    );
    this.wires.push(wire);
    if (!this.isUp) wire.fail();
    return wire.client;
  }

  /** The one opened last. */
  get newest(): SimulatedWire {
    const wire = this.wires.at(-1);
    if (!wire) throw new Error("nothing is connected");
    return wire;
  }

  /** Delivers everything, and what that causes, until nothing is on its way; how many packets that were. */
  flush(): number {
    let count = 0;
    for (let moved = true; moved; ) {
      moved = false;
      for (const wire of [...this.wires]) {
        while (wire.deliver("toServer") || wire.deliver("toClient")) {
          count += 1;
          moved = true;
        }
      }
    }
    return count;
  }

  #forget(wire: SimulatedWire): void {
    const index = this.wires.indexOf(wire);
    if (index >= 0) this.wires.splice(index, 1);
  }
}

export class SimulatedWire {
  readonly client: SocketLike;
  readonly #accept: (link: ServerLink) => ServerSession;
  readonly #onEnd: () => void;
  readonly #queues: Record<Direction, Packet[]> = { toServer: [], toClient: [{ kind: "open" }] };
  readonly #stalled = new Set<Direction>();
  #session: ServerSession | null = null;
  #isClientClosed = false;
  #isServerClosed = false;

  constructor(accept: (link: ServerLink) => ServerSession, onEnd: () => void) {
    this.#accept = accept;
    this.#onEnd = onEnd;
    this.client = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => this.#push("toServer", { kind: "text", text }),
      close: (code = 1000) => this.#push("toServer", { kind: "close", code }),
    };
  }

  /** How many packets a delivery would find. */
  waiting(direction: Direction): number {
    return this.#stalled.has(direction) ? 0 : this.#queues[direction].length;
  }

  /** The oldest packet arrives; false when none can. */
  deliver(direction: Direction): boolean {
    if (this.waiting(direction) === 0) return false;
    const packet = this.#queues[direction].shift();
    if (packet && direction === "toServer") this.#reachServer(packet);
    else if (packet) this.#reachClient(packet);
    return true;
  }

  /** Nothing arrives any more, and nobody is told. Without a direction: both. */
  stall(direction?: Direction): void {
    for (const each of direction ? [direction] : (["toServer", "toClient"] as const)) this.#stalled.add(each);
  }

  /** What was on its way is lost, and both ends hear that the other is gone. */
  cut(): void {
    this.#queues.toServer.length = 0;
    this.#queues.toClient.length = 0;
    this.#closeServer();
    this.#closeClient(1006);
  }

  /** The page is gone: it hears nothing more, the server does. */
  loseClient(): void {
    this.#queues.toClient.length = 0;
    this.#isClientClosed = true;
    this.#closeServer();
    this.#endIfOver();
  }

  /** There is no server to reach. */
  fail(): void {
    this.#queues.toClient = [{ kind: "close", code: 1006 }];
    this.#isServerClosed = true;
  }

  #push(direction: Direction, packet: Packet): void {
    const isDeaf = direction === "toServer" ? this.#isServerClosed : this.#isClientClosed;
    if (!isDeaf) this.#queues[direction].push(packet);
  }

  #reachServer(packet: Packet): void {
    if (packet.kind === "text") this.#session?.receive(packet.text);
    if (packet.kind !== "close") return;
    this.#closeServer();
    this.#push("toClient", packet);
  }

  #reachClient(packet: Packet): void {
    switch (packet.kind) {
      case "open":
        this.#session = this.#accept({
          send: (text) => this.#push("toClient", { kind: "text", text }),
          close: (code) => this.#closedByServer(code),
        });
        this.client.onopen?.();
        break;
      case "text":
        this.client.onmessage?.({ data: packet.text });
        break;
      case "close":
        this.#closeClient(packet.code);
        break;
    }
  }

  #closedByServer(code: number): void {
    this.#push("toClient", { kind: "close", code });
    this.#closeServer();
  }

  #closeServer(): void {
    if (this.#isServerClosed) return;
    this.#isServerClosed = true;
    this.#queues.toServer.length = 0;
    this.#session?.closed();
    this.#endIfOver();
  }

  #closeClient(code: number): void {
    if (this.#isClientClosed) return;
    this.#isClientClosed = true;
    this.#queues.toClient.length = 0;
    this.client.onclose?.({ code, reason: "" });
    this.#endIfOver();
  }

  #endIfOver(): void {
    if (this.#isClientClosed && this.#isServerClosed) this.#onEnd();
  }
}
