import type { AccountId } from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  lockWaits,
  openScene,
  pass,
  type Scene,
  servedVisitor,
  storyOf,
  sweepOf,
  until,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

const SERVED = ["started by visitor", "visitor: Hello", "ChatQueued", "AgentJoined Agent 1"];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[CH10] [CH12] after the database was away who left has the full grace, even where one lease was taken before anybody looked", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { agent, visitor, chatId } = await servedVisitor(node, account);
  await agentSocket(node, agentOf(account, 1));
  const sweep = sweepOf(node);
  await sweep.run();
  await leave(node, [agent], String(agentOf(account).agentId));
  await leave(node, [visitor], visitorIdOf(visitor));
  node.now.ms += 78_000;
  await node.context.leases.renew();
  await sweep.run();
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
  await pass(node, 29_999);
  expect(await storyOf(scene.pool, chatId)).toEqual([...SERVED, "VisitorGone"]);
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(5)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
});

test("[CH10] whoever notices that an agent is gone knows their chats as they are stored, not as they were once heard of", async () => {
  const account = await scene.newAccount();
  const [node, deaf] = [scene.newNode(), scene.newDeafNode()];
  const { chatId } = await waitingVisitor(node, account);
  await deaf.context.chats.get(account.accountId as AccountId, chatId);
  const agent = await agentSocket(node, agentOf(account));
  await acked(agent, { type: "ServeChat", chatId });
  await leave(node, [agent], String(agentOf(account).agentId));
  node.now.ms += 30_000;
  await node.context.leases.renew();
  await pass(deaf, 30_000);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
});

test("[CH10] an agent whom a chat was given after they had been gone for long is missed, and the chat waits again", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { chatId } = await waitingVisitor(node, account);
  const agent = await agentSocket(node, agentOf(account));
  const blocker = await scene.pool.connect();
  await blocker.query("begin");
  await blocker.query("select from chat_head where chat_id = $1 for update", [chatId]);
  agent.tell({ t: "command", id: "serve-at-last", command: { type: "ServeChat", chatId } });
  await until(async () => (await lockWaits(scene.pool)) > 0);
  await leave(node, [agent], String(agentOf(account).agentId));
  await pass(node, 30_000);
  await blocker.query("commit");
  blocker.release();
  await until(async () => (await storyOf(scene.pool, chatId)).length === SERVED.length);
  await sweepOf(node).missAgents();
  await pass(node, 29_999);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
});
