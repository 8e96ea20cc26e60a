import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands before a server; shut, it takes bytes and passes none on, while every connection seems open. */
export type Gate = {
  readonly port: number;
  /** What it took while it was shut. */
  takenBytes(): number;
  shut(): void;
  /** What came while it was shut is lost, and so are its connections. */
  open(): void;
  close(): Promise<void>;
};

export async function openGate(toPort: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let isShut = false;
  let takenBytes = 0;
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on("data", (data) => {
      if (isShut) takenBytes += data.length;
      else to.write(data);
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      if (!isShut) to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(toPort, "127.0.0.1");
    pass(near, far);
    pass(far, near);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return {
    port: address.port,
    takenBytes: () => takenBytes,
    shut: () => {
      isShut = true;
    },
    open: () => {
      isShut = false;
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
