import { randomUUID } from "node:crypto";
import type { AgentCommand } from "@causerie/protocol";
import { Crowd } from "./crowd.ts";
import { inParallel, OPENING_AT_ONCE } from "./in-parallel.ts";
import { keepAlive } from "./keep-alive.ts";
import { sendMessage } from "./message.ts";
import type { Target } from "./orders.ts";
import { agentComes, type Fail, type Person, visitorComes } from "./person.ts";

/** Brings visitors and agents in, and each visitor into a chat with one of the agents. */
export async function gather(target: Target, fail: Fail): Promise<Crowd> {
  const agents = await Promise.all(target.agentCookies.map((cookie) => agentComes(target, cookie, fail)));
  const visitors: Person[] = [];
  keepAlive(agents);
  keepAlive(visitors);
  const chats: string[] = [];
  await inParallel(target.visitors, OPENING_AT_ONCE, async (index) => {
    const visitor = await visitorComes(target, fail);
    visitors[index] = visitor;
    chats[index] = await begin(visitor, index);
  });
  await Promise.all(agents.map((agent, index) => serve(agent, everyNth(chats, agents.length, index))));
  if (target.readers === "one") return crowdOf(visitors, agents, () => 0, 1);
  await Promise.all(agents.map((agent, index) => readOthers(agent, chats, agents.length, index)));
  return crowdOf(visitors, agents, (agent) => agent, agents.length);
}

/** Says the first thing, which begins the chat; not one of the messages that count. */
export async function begin(visitor: Person, index: number): Promise<string> {
  const id = `hello-${String(index).padStart(5, "0")}`;
  return chatIdOf(await visitor.ask(sendMessage(id), '{"t":"ack"'));
}

export async function serve(agent: Person, chatIds: readonly string[]): Promise<void> {
  for (const chatId of chatIds) {
    const command: AgentCommand = { type: "ServeChat", chatId };
    // An id that this agent has used for another chat, in an earlier run, would be answered as then.
    await agent.ask(JSON.stringify({ t: "command", id: randomUUID(), command }), '{"t":"ack"');
  }
}

/** Those that others serve. */
async function readOthers(
  agent: Person,
  chats: readonly string[],
  count: number,
  own: number,
): Promise<void> {
  for (const [index, chatId] of chats.entries()) {
    if (index % count === own) continue;
    await agent.ask(JSON.stringify({ t: "open", chatId }), '{"t":"chat"');
  }
}

function crowdOf(
  visitors: readonly Person[],
  agents: readonly Person[],
  readerOf: (agent: number) => number,
  readersOfEach: number,
): Crowd {
  const sends = visitors.map((visitor) => (id: string) => visitor.socket.send(sendMessage(id)));
  const crowd = new Crowd({ sends, readersOfEach });
  for (const visitor of visitors) visitor.onFrame = (frame) => crowd.writerHeard(frame);
  for (const [index, agent] of agents.entries()) {
    const reader = readerOf(index);
    agent.onFrame = (frame) => crowd.readerHeard(frame, reader);
  }
  return crowd;
}

export function everyNth<Item>(items: readonly Item[], count: number, rest: number): Item[] {
  return items.filter((_, index) => index % count === rest);
}

function chatIdOf(ack: string): string {
  const { chatId } = JSON.parse(ack);
  if (typeof chatId !== "string") throw new Error(`an acknowledgement names no chat: ${ack}`);
  return chatId;
}
