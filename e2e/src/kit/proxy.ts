import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A network cable between browsers and the server: it can be cut and put back. */
export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `target`: asked at each connection, so that the cable may lie before the server stands. */
  static async to(target: () => string): Promise<Cable> {
    const server = createServer();
    const cable = new Cable(server);
    server.on("connection", (socket) => cable.#carry(socket, Number(new URL(target()).port)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return cable;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the cable is not plugged in");
    return `http://127.0.0.1:${address.port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #carry(socket: Socket, targetPort: number): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    const target = connect(targetPort, "127.0.0.1");
    for (const [from, to] of [
      [socket, target],
      [target, socket],
    ] as const) {
      this.#sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
