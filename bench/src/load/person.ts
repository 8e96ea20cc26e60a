import { randomBytes } from "node:crypto";
import type { AgentHello, VisitorHello } from "@causerie/protocol";
import { PROTOCOL_VERSION } from "@causerie/protocol/version";
import { LET_IN } from "./dialects.ts";
import type { Target } from "./orders.ts";
import { RawSocket } from "./raw-socket.ts";

export type Fail = (error: Error) => void;

/** One socket, whose frames go to whoever listens at the moment. */
export class Person {
  onFrame: (frame: string) => void = () => undefined;
  #socket: RawSocket | null = null;

  get socket(): RawSocket {
    if (!this.#socket) throw new Error("a person was asked before they came");
    return this.#socket;
  }

  async come(target: Target, path: string, headers: readonly string[], onError: Fail): Promise<this> {
    const { port, dialect } = target;
    const letIn = new Promise<void>((resolve) => {
      this.onFrame = (frame) => frame === LET_IN && resolve();
    });
    this.#socket = await RawSocket.open({
      port,
      path,
      headers,
      dialect,
      onError,
      onText: (frame) => this.onFrame(frame),
    });
    if (dialect === "socket.io") await letIn;
    return this;
  }

  /** Sends, and waits for the first frame that begins so. */
  ask(text: string, answer: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.onFrame = (frame) => {
        if (frame.startsWith(answer)) resolve(frame);
        if (/^\{"t":"(refused|fault)"/.test(frame)) reject(new Error(`${text} was answered by ${frame}`));
      };
      this.socket.send(text);
    });
  }
}

export async function agentComes(target: Target, cookie: string, fail: Fail): Promise<Person> {
  const headers = [`Origin: http://127.0.0.1:${target.port}`, `Cookie: ${cookie}`];
  const agent = await new Person().come(target, target.agentPath, headers, fail);
  const hello: AgentHello & { t: "hello" } = { t: "hello", v: PROTOCOL_VERSION, chats: [] };
  await agent.ask(JSON.stringify(hello), '{"t":"welcome"');
  return agent;
}

/** What a browser keeps of a visitor. */
export function newToken(): string {
  return `v1_${randomBytes(36).toString("base64url")}`;
}

/** As the widget greets; somebody who was never here, where no token is given. */
export async function visitorComes(target: Target, fail: Fail, token = newToken()): Promise<Person> {
  const headers = ["Origin: http://shop.example", "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0"];
  const visitor = await new Person().come(target, target.visitorPath, headers, fail);
  const hello: VisitorHello & { t: "hello" } = {
    t: "hello",
    v: PROTOCOL_VERSION,
    key: target.key,
    token,
    page: { url: "http://shop.example/cart", title: "Cart" },
    referrer: "",
    language: "fr",
    idle: false,
    cart: null,
    chats: [],
  };
  await visitor.ask(JSON.stringify(hello), '{"t":"welcome"');
  return visitor;
}
