import { randomBytes } from "node:crypto";
import type { AgentCommand, AgentHello, VisitorHello } from "@causerie/protocol";
import { PING_INTERVAL_MS, PROTOCOL_VERSION } from "@causerie/protocol/version";
import { Crowd } from "./crowd.ts";
import { sendMessage } from "./message.ts";
import type { Target } from "./orders.ts";
import { RawSocket } from "./raw-socket.ts";

/** Connections that are opened at once: a listening socket's queue is short. */
const OPENING_AT_ONCE = 20;
const PING = '{"t":"ping"}';

type Fail = (error: Error) => void;

/** One socket, whose frames go to whoever listens at the moment. */
class Person {
  onFrame: (frame: string) => void = () => undefined;
  #socket: RawSocket | null = null;

  get socket(): RawSocket {
    if (!this.#socket) throw new Error("a person was asked before they came");
    return this.#socket;
  }

  async come(target: Target, path: string, headers: readonly string[], onError: Fail): Promise<this> {
    const { port } = target;
    this.#socket = await RawSocket.open({
      port,
      path,
      headers,
      onError,
      onText: (frame) => this.onFrame(frame),
    });
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

/** Brings visitors and agents in, and each visitor into a chat with one of the agents. */
export async function gather(target: Target, fail: Fail): Promise<Crowd> {
  const agents = await Promise.all(target.agentCookies.map((cookie) => agentComes(target, cookie, fail)));
  const visitors: Person[] = [];
  const chats: string[] = [];
  await inParallel(target.visitors, OPENING_AT_ONCE, async (index) => {
    const visitor = await visitorComes(target, fail);
    visitors[index] = visitor;
    chats[index] = chatIdOf(await visitor.ask(sendMessage(firstMessageId(index)), '{"t":"ack"'));
  });
  await Promise.all(agents.map((agent, index) => serve(agent, everyNth(chats, agents.length, index))));
  return crowdOf(visitors, agents);
}

async function agentComes(target: Target, cookie: string, fail: Fail): Promise<Person> {
  const headers = [`Origin: http://127.0.0.1:${target.port}`, `Cookie: ${cookie}`];
  const agent = await new Person().come(target, target.agentPath, headers, fail);
  const hello: AgentHello & { t: "hello" } = { t: "hello", v: PROTOCOL_VERSION, chats: [] };
  await agent.ask(JSON.stringify(hello), '{"t":"welcome"');
  return agent;
}

async function visitorComes(target: Target, fail: Fail): Promise<Person> {
  const headers = ["Origin: http://shop.example", "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0"];
  const visitor = await new Person().come(target, target.visitorPath, headers, fail);
  const hello: VisitorHello & { t: "hello" } = {
    t: "hello",
    v: PROTOCOL_VERSION,
    key: target.key,
    token: `v1_${randomBytes(36).toString("base64url")}`,
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

async function serve(agent: Person, chatIds: readonly string[]): Promise<void> {
  for (const [index, chatId] of chatIds.entries()) {
    const command: AgentCommand = { type: "ServeChat", chatId };
    await agent.ask(
      JSON.stringify({ t: "command", id: `serve-${String(index).padStart(4, "0")}`, command }),
      '{"t":"ack"',
    );
  }
}

function crowdOf(visitors: readonly Person[], agents: readonly Person[]): Crowd {
  const crowd = new Crowd(visitors.map(({ socket }) => socket));
  for (const visitor of visitors) visitor.onFrame = (frame) => crowd.visitorHeard(frame);
  for (const agent of agents) agent.onFrame = (frame) => crowd.agentHeard(frame);
  setInterval(() => {
    for (const { socket } of [...visitors, ...agents]) socket.send(PING);
  }, PING_INTERVAL_MS);
  return crowd;
}

async function inParallel(
  count: number,
  atOnce: number,
  run: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

function everyNth<Item>(items: readonly Item[], count: number, rest: number): Item[] {
  return items.filter((_, index) => index % count === rest);
}

/** Not one of the messages that count. */
function firstMessageId(visitor: number): string {
  return `hello-${String(visitor).padStart(4, "0")}`;
}

function chatIdOf(ack: string): string {
  const { chatId } = JSON.parse(ack);
  if (typeof chatId !== "string") throw new Error(`an acknowledgement names no chat: ${ack}`);
  return chatId;
}
