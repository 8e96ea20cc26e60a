import { afterAll, beforeAll, expect, test } from "vitest";
import { graceAfterDowntime } from "./leases.ts";
import { agentSocket, newToken, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  lockWaits,
  openScene,
  pass,
  type Scene,
  servedVisitor,
  settingsOf,
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

test("[CH10] an agent gone for the grace period is said to be disconnected, and the chat waits again; not before", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(node, account);
  await leave(node, [agent], String(agentOf(account).agentId));
  await pass(node, 29_999);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
  await pass(node, 1);
  expect(await storyOf(scene.pool, chatId)).toEqual([...SERVED, "AgentDisconnected Agent 1", "ChatQueued"]);
  const colleague = await agentSocket(node, agentOf(account, 1));
  expect((await acked(colleague, { type: "ServeNext" })).chatId).toBe(chatId);
});

test("[CH10] an agent who is back in time loses nothing, on whichever node", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(node, account);
  await leave(node, [agent], String(agentOf(account).agentId));
  await pass(node, 20_000);
  const other = scene.newNode();
  other.now.ms = node.now.ms;
  const back = await agentSocket(other, agentOf(account));
  expect((await back.welcome()).chats).toMatchObject([{ chatId, upTo: 4 }]);
  other.now.ms += 60_000;
  await other.context.leases.renew();
  await pass(node, 60_000);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
});

test("[CH10] [CH12] after the database was away, or the machine asleep, who is here is not gone and who left has the full grace", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const here = await servedVisitor(node, account);
  const left = await waitingVisitor(node, account);
  const colleague = await agentSocket(node, agentOf(account, 1));
  await acked(colleague, { type: "ServeChat", chatId: left.chatId });
  const sweep = sweepOf(node);
  await sweep.run();
  node.now.ms += 600_000;
  // Nobody could renew a lease meanwhile, and the colleague's dashboard did not last.
  await leave(node, [colleague], String(agentOf(account, 1).agentId));
  await sweep.run();
  expect(await storyOf(scene.pool, here.chatId)).toEqual(SERVED);
  await pass(node, 29_999);
  const served = [...SERVED.slice(0, 3), "AgentJoined Agent 2"];
  expect(await storyOf(scene.pool, left.chatId)).toEqual(served);
  await pass(node, 1);
  expect(await storyOf(scene.pool, left.chatId)).toEqual([
    ...served,
    "AgentDisconnected Agent 2",
    "ChatQueued",
  ]);
  expect(await storyOf(scene.pool, here.chatId)).toEqual(SERVED);
});

test("[CH10] of an agent's tabs the last one counts", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(node, account);
  const tab = await agentSocket(node, agentOf(account));
  agent.cut();
  await pass(node, 60_000);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
  await leave(node, [tab], String(agentOf(account).agentId));
  await pass(node, 30_000);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
});

test("[CH10] two nodes that sweep at once requeue a chat once", async () => {
  const [node, other] = [scene.newNode(), scene.newNode()];
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(node, account);
  await leave(node, [agent], String(agentOf(account).agentId));
  for (const one of [node, other]) one.now.ms += 30_000;
  await node.context.leases.renew();
  await Promise.all([sweepOf(node).run(), sweepOf(other).run()]);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
});

test("[CH11] a proactive chat that the visitor never answered does not wait when its agent is gone, until the reply", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const visitor = await visitorSocket(node, account);
  const agent = await agentSocket(node, agentOf(account));
  const { chatId } = await acked(agent, {
    type: "StartChat",
    visitorId: visitorIdOf(visitor),
    text: "May I help?",
  });
  await leave(node, [agent], String(agentOf(account).agentId));
  await pass(node, 30_000);
  expect((await storyOf(scene.pool, chatId)).slice(3)).toEqual(["AgentDisconnected Agent 1"]);
  await acked(visitor, { type: "SendMessage", text: "Yes!" });
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["visitor: Yes!", "ChatQueued"]);
});

test("[CH12] the chat notes that the last page is closed, and that one is open again", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await servedVisitor(node, account, token);
  const tab = await visitorSocket(node, account, token);
  visitor.cut();
  await pass(node, 30_000);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
  await leave(node, [tab], visitorIdOf(visitor));
  await pass(node, 9999);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED);
  await pass(node, 1);
  expect(await storyOf(scene.pool, chatId)).toEqual([...SERVED, "VisitorGone"]);
  await backAgain(await visitorSocket(node, account, token), chatId, "VisitorBack");
});

test("[CH12] a visitor who closes the page before the first message is stored is gone too", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const visitor = await visitorSocket(node, account);
  visitor.tell({ t: "command", id: "hasty-message", command: { type: "SendMessage", text: "Hello" } });
  visitor.cut();
  await until(async () => (await waiting(account.accountId)).length === 1);
  const [chatId = ""] = await waiting(account.accountId);
  await leave(node, [], visitorIdOf(visitor));
  await pass(node, 10_000);
  expect((await storyOf(scene.pool, chatId)).slice(3)).toEqual(["VisitorGone"]);
  await pass(node, 120_000);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["ended by time-out"]);
});

test("[CH12] one who comes back while being noted as gone is noted as back", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await servedVisitor(node, account, token);
  await leave(node, [visitor], visitorIdOf(visitor));
  node.now.ms += 10_000;
  const blocker = await scene.pool.connect();
  await blocker.query("begin");
  await blocker.query("select from chat_head where chat_id = $1 for update", [chatId]);
  const sweeping = sweepOf(node).run();
  await until(async () => (await lockWaits(scene.pool)) > 0);
  await visitorSocket(node, account, token);
  await blocker.query("commit");
  blocker.release();
  await sweeping;
  await until(async () => (await storyOf(scene.pool, chatId)).length > 5);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["VisitorGone", "VisitorBack"]);
});

test("[CH13] a chat ends by itself two minutes after the visitor was noted as gone, and not before", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(node, account);
  await leave(node, [visitor], visitorIdOf(visitor));
  await pass(node, 10_000);
  await pass(node, 119_999);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["VisitorGone"]);
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["VisitorGone", "ended by time-out"]);
  await agent.frame(({ t, upTo }) => t === "events" && upTo === 6);
});

test("[CH13] a visitor who is back in time is not timed out, and one who goes again gets the whole time again", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await waitingVisitor(node, account, token);
  await leave(node, [visitor], visitorIdOf(visitor));
  await pass(node, 10_000);
  await pass(node, 100_000);
  const back = await visitorSocket(node, account, token);
  await backAgain(back, chatId, "VisitorBack");
  await pass(node, 60_000);
  await leave(node, [back], visitorIdOf(back));
  await pass(node, 10_000);
  await pass(node, 119_999);
  const gone = ["VisitorGone", "VisitorBack", "VisitorGone"];
  expect((await storyOf(scene.pool, chatId)).slice(3)).toEqual(gone);
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(3)).toEqual([...gone, "ended by time-out"]);
});

test("[CH14] a served chat ends twenty minutes after the last message, and not before", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(node, account);
  await pass(node, 600_000);
  visitor.tell({ t: "idle", idle: true });
  await acked(agent, { type: "SendMessage", chatId, text: "Still there?" });
  await pass(node, 600_000);
  await pass(node, 599_999);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["Agent 1: Still there?"]);
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(5)).toEqual(["ended by time-out"]);
});

test("[CH14] a visitor who waits on the site is not timed out for hours", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { chatId } = await waitingVisitor(node, account);
  for (let hour = 0; hour < 9; hour += 1) await pass(node, 1_200_000);
  expect(await storyOf(scene.pool, chatId)).toEqual(SERVED.slice(0, 3));
});

test("[CH13] two nodes that sweep at once end a chat once", async () => {
  const [node, other] = [scene.newNode(), scene.newNode()];
  const account = await scene.newAccount();
  const { visitor, chatId } = await servedVisitor(node, account);
  visitor.tell({ t: "idle", idle: true });
  for (const one of [node, other]) one.now.ms += 1_200_000;
  await node.context.leases.renew();
  await Promise.all([sweepOf(node).run(), sweepOf(other).run()]);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(["ended by time-out"]);
});

test("[CH10] [CH13] what lapsed while the whole service was down gets its full grace from the start on", async () => {
  const down = await openScene();
  const account = await down.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(down.node, account);
  await leave(down.node, [visitor], visitorIdOf(visitor));
  await pass(down.node, 10_000);
  agent.cut();
  const node = down.newNode();
  node.now.ms = down.node.now.ms + 3_600_000;
  await graceAfterDowntime(down.pool, node.context.nodeId, node.now.ms, settingsOf);
  await pass(node, 29_999);
  expect((await storyOf(down.pool, chatId)).slice(4)).toEqual(["VisitorGone"]);
  await pass(node, 1);
  expect((await storyOf(down.pool, chatId)).slice(5)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
  await pass(node, 89_999);
  expect((await storyOf(down.pool, chatId)).length).toBe(7);
  await pass(node, 1);
  expect((await storyOf(down.pool, chatId)).slice(7)).toEqual(["ended by time-out"]);
  await down.close();
});

async function backAgain(socket: TestSocket, chatId: string, last: string): Promise<void> {
  await until(async () => (await storyOf(scene.pool, chatId)).at(-1) === last);
  expect(socket.closedWith).toBe(null);
}

async function waiting(accountId: number): Promise<string[]> {
  const { rows } = await scene.pool.query(
    "select id from chat where account_id = $1 and status = 'waiting'",
    [accountId],
  );
  return rows.map(({ id }) => id);
}

test("[VI4] a chat whose first news after a restart is its end is served no more in the list", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { chatId } = await servedVisitor(scene.node, account, token);
  const restarted = scene.newDeafNode();
  const visitor = await visitorSocket(restarted, account, token);
  const agent = await agentSocket(restarted, agentOf(account));
  const statusOf = () => restarted.context.onSite.find(account.accountId, visitorIdOf(visitor))?.row.status;
  expect(statusOf()).toEqual({ kind: "served", by: ["Agent 1"] });
  await acked(agent, { type: "EndChat", chatId });
  expect(statusOf()).toEqual({ kind: "browsing" });
});
