import type { ServerLink, ServerSession } from "./simulated-network.ts";

/** A server that says what the test tells it to, and notes what it hears. */
export class ScriptedServer {
  readonly connections: ScriptedConnection[] = [];

  readonly accept = (link: ServerLink): ServerSession => {
    const connection = new ScriptedConnection(link);
    this.connections.push(connection);
    return connection;
  };

  /** The latest. */
  get connection(): ScriptedConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error("nobody has connected");
    return connection;
  }
}

class ScriptedConnection implements ServerSession {
  readonly #link: ServerLink;
  readonly heard: { t: string; [field: string]: unknown }[] = [];
  isClosed = false;

  constructor(link: ServerLink) {
    this.#link = link;
  }

  get types(): string[] {
    return this.heard.map(({ t }) => t);
  }

  receive(text: string): void {
    this.heard.push(JSON.parse(text));
  }

  closed(): void {
    this.isClosed = true;
  }

  send(frame: { t: string; [field: string]: unknown }): void {
    this.#link.send(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.#link.send(text);
  }

  close(code: number): void {
    this.#link.close(code, "");
  }
}
