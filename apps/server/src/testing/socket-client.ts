import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";

type Frame = { t: string; id?: string } & Record<string, unknown>;

/** A socket to a whole server, and what came over it. */
export class SocketClient {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  #heard: () => void = () => undefined;

  constructor(url: string, path: string, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(`${url.replace(/^http/, "ws")}${path}`, { headers });
    this.#socket.on("message", (data) => {
      this.#frames.push(JSON.parse(String(data)));
      this.#heard();
    });
  }

  async open(hello: object): Promise<Frame> {
    await new Promise((resolve) => this.#socket.once("open", resolve));
    this.tell({ t: "hello", v: 1, chats: [], ...hello });
    return this.frame(({ t }) => t === "welcome");
  }

  tell(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  tellRaw(text: string): void {
    this.#socket.send(text);
  }

  async command(command: object): Promise<Frame> {
    const id = randomUUID();
    this.tell({ t: "command", id, command });
    const answer = await this.frame((frame) => frame.id === id || frame.t === "fault");
    if (answer.t === "fault") throw new Error(`not understood: ${JSON.stringify(answer)}`);
    return answer;
  }

  async frame(isMeant: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.#frames.find(isMeant);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  close(): void {
    this.#socket.close();
  }
}
