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
  const chats: string[] = [];
  await inParallel(target.visitors, OPENING_AT_ONCE, async (index) => {
    const visitor = await visitorComes(target, fail);
    visitors[index] = visitor;
    chats[index] = chatIdOf(await visitor.ask(sendMessage(firstMessageId(index)), '{"t":"ack"'));
  });
  await Promise.all(agents.map((agent, index) => serve(agent, everyNth(chats, agents.length, index))));
  return crowdOf(visitors, agents);
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
  keepAlive([...visitors, ...agents]);
  return crowd;
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
