import type { Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../platform/sql/pool.ts";
import { agentSocket, newToken, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  queueIs,
  replicaOf,
  type Scene,
  servedVisitor,
  storedLog,
  until,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
const pools: Pool[] = [];

beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
  for (const pool of pools) await pool.end();
});

/** A node whose questions to the store are kept, by name. */
function watchedNode() {
  const log = pino({ level: "error" });
  const pool = createPool({ connectionString: scene.connectionString, log, max: 4 });
  pools.push(pool);
  const asked: string[] = [];
  const query = pool.query.bind(pool);
  const watched = (config: { name?: string } | string, values?: unknown[]) => {
    asked.push(typeof config === "string" ? config : (config.name ?? ""));
    // As it was given: the overloads are pg's own.
    return (query as (...of: unknown[]) => unknown)(config, values);
  };
  const node = scene.newNode(Object.assign(pool, { query: watched as typeof pool.query }));
  return { node, asked };
}

test("[ND7] readers on another node get what is written with no question to the store", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account, token);
  const { node, asked } = watchedNode();
  const elsewhere = await visitorSocket(node, account, token);
  const dashboard = await agentSocket(node, agentOf(account));
  asked.length = 0;
  await acked(visitor, { type: "SendMessage", text: "One" });
  await acked(agent, { type: "SendMessage", chatId, text: "Two" });
  await acked(agent, { type: "WriteNote", chatId, text: "Among us" });
  const { length } = await storedLog(scene.pool, chatId);
  await until(() => [elsewhere, dashboard].every((socket) => replicaOf(socket, chatId).upTo === length));
  expect(asked.filter((name) => name.includes("event") || name.includes("chat"))).toEqual([]);
});

test("[ND7] a request that was begun elsewhere rings without a question to the store", async () => {
  const account = await scene.newAccount();
  const { node, asked } = watchedNode();
  const dashboard = await agentSocket(node, agentOf(account));
  asked.length = 0;
  const { chatId } = await waitingVisitor(scene.node, account);
  const since = scene.node.now.ms;
  await queueIs(dashboard, { count: 1, oldest: { chatId, since }, onlyExcluded: 0 });
  expect(asked.filter((name) => name.includes("event") || name.includes("chat"))).toEqual([]);
});

test("[ND7] a node where nobody is whom a chat concerns does not load it", async () => {
  const account = await scene.newAccount();
  const { node, asked } = watchedNode();
  // Somebody else's, so that the node is not idle.
  const { visitor: other } = await waitingVisitor(node, await scene.newAccount());
  asked.length = 0;
  const { visitor, chatId } = await servedVisitor(scene.node, account);
  await acked(visitor, { type: "SendMessage", text: "Here?" });
  await acked(other, { type: "SendMessage", text: "Later than that" });
  await node.context.work.finished();
  expect(asked.filter((name) => name !== "append")).toEqual([]);
  // Asked for, it is whole.
  const chat = await node.context.chats.get(account.accountId, chatId);
  expect(chat?.head).toBe((await storedLog(scene.pool, chatId)).length);
});

test("[ND8] what the bus lost comes once it is heard again: messages, a request, a chat that became theirs, a team chat", async () => {
  const account = await scene.newAccount(3);
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account, token);
  const node = scene.newNode();
  const page = await visitorSocket(node, account, token);
  const invited = await agentSocket(node, agentOf(account, 1));
  scene.hub.cut(node.context.nodeId);
  await acked(visitor, { type: "SendMessage", text: "Lost on the way" });
  await acked(agent, { type: "InviteAgent", chatId, email: agentOf(account, 1).email, andLeave: false });
  const team = await acked(agent, { type: "StartTeamChat", agentIds: [agentOf(account, 1).agentId] });
  await acked(agent, { type: "SendMessage", chatId: team.chatId, text: "Are you there?" });
  const waiting = await waitingVisitor(scene.node, account);
  await node.context.work.finished();
  const before = [page, invited].map((socket) => socket.frames.length);
  scene.hub.heal(node.context.nodeId);
  const heads = async (id: string) => (await storedLog(scene.pool, id)).length;
  const { length } = await storedLog(scene.pool, chatId);
  const teamHead = await heads(team.chatId);
  const holds = (socket: typeof page, id: string, head: number) =>
    JSON.stringify(socket.frames).includes(id) && replicaOf(socket, id).upTo === head;
  await until(
    () =>
      holds(page, chatId, length) && holds(invited, chatId, length) && holds(invited, team.chatId, teamHead),
  );
  await queueIs(invited, {
    count: 1,
    oldest: { chatId: waiting.chatId, since: scene.node.now.ms },
    onlyExcluded: 0,
  });
  expect([page, invited].map((socket) => socket.frames.length)).not.toEqual(before);
});

test("[ND8] a chat that an agent began for a visitor whose node heard nothing of it reaches the page", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const node = scene.newNode();
  const page = await visitorSocket(node, account, token);
  const agent = await agentSocket(scene.node, agentOf(account));
  scene.hub.cut(node.context.nodeId);
  const { visitorId } = (await page.welcome()).visitor as { visitorId: string };
  const { chatId } = await acked(agent, { type: "StartChat", visitorId, text: "May I help?" });
  await node.context.work.finished();
  expect(JSON.stringify(page.frames)).not.toContain(chatId);
  scene.hub.heal(node.context.nodeId);
  const { length } = await storedLog(scene.pool, chatId);
  await page.frame(({ t }) => t === "chat");
  expect(replicaOf(page, chatId).upTo).toBe(length);
});
