import { afterAll, beforeAll, expect, test } from "vitest";
import { graceAfterDowntime } from "./leases.ts";
import { agentSocket, newToken, type TestNode, visitorSocket } from "./testing/node.ts";
import {
  agentOf,
  leave,
  openScene,
  pass,
  type Scene,
  servedVisitor,
  settingsOf,
  storyOf,
  sweepOf,
  visitorIdOf,
} from "./testing/scene.ts";

const MINUTE_MS = 60_000;
const ENDED = ["ended by time-out"];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const endOf = async (chatId: string) => (await storyOf(scene.pool, chatId)).slice(4);

/** `ms` later on all of these nodes, of which the first looks at what is due. */
async function passOn(nodes: TestNode[], ms: number): Promise<void> {
  for (const { now } of nodes) now.ms += ms;
  for (const { context } of nodes) await context.leases.renew();
  for (const node of nodes.slice(0, 1)) await sweepOf(node).run();
}

test("[CH17] a chat does not end under a visitor who reads on, and ends within a minute of their being idle", async () => {
  const node = scene.newNode();
  const { visitor, chatId } = await servedVisitor(node, await scene.newAccount());
  await pass(node, 20 * MINUTE_MS);
  for (let minute = 0; minute < 15; minute += 1) await pass(node, MINUTE_MS);
  expect(await endOf(chatId)).toEqual([]);
  visitor.tell({ t: "idle", idle: true });
  await pass(node, MINUTE_MS);
  expect(await endOf(chatId)).toEqual(ENDED);
});

test("[CH17] who moves again in time is not timed out", async () => {
  const node = scene.newNode();
  const { visitor, chatId } = await servedVisitor(node, await scene.newAccount());
  visitor.tell({ t: "idle", idle: true });
  await pass(node, 20 * MINUTE_MS - 1);
  visitor.tell({ t: "idle", idle: false });
  await pass(node, 1);
  expect(await endOf(chatId)).toEqual([]);
});

test("[CH17] one page on another node at which the visitor is active is enough", async () => {
  const nodes = [scene.newNode(), scene.newNode()] as const;
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor: here, chatId } = await servedVisitor(nodes[0], account, token);
  const there = await visitorSocket(nodes[1], account, token);
  here.tell({ t: "idle", idle: true });
  await passOn([...nodes], 20 * MINUTE_MS);
  expect(await endOf(chatId)).toEqual([]);
  there.tell({ t: "idle", idle: true });
  await passOn([...nodes], MINUTE_MS);
  expect(await endOf(chatId)).toEqual(ENDED);
});

test("[CH17] what a node knew of a page that closed long ago keeps no chat open", async () => {
  const nodes = [scene.newNode(), scene.newNode()] as const;
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor: here, chatId } = await servedVisitor(nodes[0], account, token);
  const there = await visitorSocket(nodes[1], account, token, { idle: true });
  here.cut();
  await passOn([nodes[1], nodes[0]], 20 * MINUTE_MS);
  expect(await endOf(chatId)).toEqual(ENDED);
  expect(there.closedWith).toBe(null);
});

test("[CH12] [CH17] a visitor whose pages have just closed is as they were, and then gone", async () => {
  const node = scene.newNode();
  const { visitor, chatId } = await servedVisitor(node, await scene.newAccount());
  await pass(node, 20 * MINUTE_MS - 1);
  await leave(node, [visitor], visitorIdOf(visitor));
  await pass(node, 9_999);
  expect(await endOf(chatId)).toEqual([]);
  await pass(node, 1);
  expect(await endOf(chatId)).toEqual(["VisitorGone"]);
  await pass(node, 2 * MINUTE_MS - 1);
  expect(await endOf(chatId)).toEqual(["VisitorGone"]);
  await pass(node, 1);
  expect(await endOf(chatId)).toEqual(["VisitorGone", ...ENDED]);
});

test("[CH17] after the whole service was down an active visitor finds the chat open, however long it was silent", async () => {
  const down = await openScene();
  const account = await down.newAccount();
  const token = newToken();
  const { chatId } = await servedVisitor(down.node, account, token);
  await pass(down.node, 25 * MINUTE_MS);
  const node = down.newNode();
  node.now.ms = down.node.now.ms + 60 * MINUTE_MS;
  await graceAfterDowntime(down.pool, node.context.nodeId, node.now.ms, settingsOf);
  const back = await visitorSocket(node, account, token);
  await agentSocket(node, agentOf(account));
  for (let minute = 0; minute < 5; minute += 1) await pass(node, MINUTE_MS);
  expect((await storyOf(down.pool, chatId)).slice(4)).toEqual([]);
  back.tell({ t: "idle", idle: true });
  await pass(node, MINUTE_MS);
  expect((await storyOf(down.pool, chatId)).slice(4)).toEqual(ENDED);
  await down.close();
});
