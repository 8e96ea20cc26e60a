import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Flow } from "./flow.ts";

/** To the server, or from it. */
export type Way = "up" | "down";
type Connection = { client: Socket; target: Socket; up: Flow; down: Flow };

/** The network between one person and the nodes: it delays, cuts, swallows one way, and leaves old connections behind. */
export class Line {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  #isDown = false;
  #mostLatencyMs = 0;
  #held: Way | null = null;
  readonly #jitter: () => number;
  /** Of each connection, in turn. */
  readonly #target: () => number;

  private constructor(server: Server, target: () => number, jitter: () => number) {
    this.#server = server;
    this.#target = target;
    this.#jitter = jitter;
    server.on("connection", (socket) => this.#carry(socket));
  }

  /** `target`: the port of a node, asked at each connection. `jitter`: 0 ≤ x < 1. */
  static async open(target: () => number, jitter: () => number): Promise<Line> {
    const server = createServer();
    const line = new Line(server, target, jitter);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return line;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the line has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Every byte takes up to so long; none overtakes another. */
  delay(mostMs: number): void {
    this.#mostLatencyMs = mostMs;
  }

  /** Ends all connections, and takes no new one until `heal`. */
  cut(): void {
    this.#isDown = true;
    this.drop();
  }

  /** Ends all connections, at both ends. */
  drop(): void {
    for (const { client, target } of this.#connections) {
      client.destroy();
      target.destroy();
    }
  }

  /**
   * Ends all connections at the client's end. The server takes them for alive for so long still, beside those that the
   * client opens now, and what was under way arrives.
   */
  leaveBehind(lingerMs: number): void {
    for (const { client, up } of this.#connections) {
      up.linger(lingerMs);
      client.destroy();
    }
  }

  /** Nothing gets through one way, on these connections and on new ones, until `heal`; nobody is told. */
  swallow(way: Way): void {
    this.#held = way;
    for (const connection of this.#connections) connection[way].hold();
  }

  /** What was swallowed arrives late, as the network's own repeats would bring it. */
  heal(): void {
    this.#isDown = false;
    this.#mostLatencyMs = 0;
    this.#held = null;
    for (const { up, down } of this.#connections) {
      up.release();
      down.release();
    }
  }

  close(): void {
    this.heal();
    this.cut();
    this.#server.close();
  }

  #carry(client: Socket): void {
    if (this.#isDown) {
      client.destroy();
      return;
    }
    const target = connect(this.#target(), "127.0.0.1");
    const latencyMs = () => this.#jitter() * this.#mostLatencyMs;
    const up = new Flow(client, target, latencyMs);
    const down = new Flow(target, client, latencyMs);
    const connection = { client, target, up, down };
    this.#connections.add(connection);
    target.on("close", () => this.#connections.delete(connection));
    if (this.#held) connection[this.#held].hold();
  }
}
