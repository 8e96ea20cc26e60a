import type { Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../platform/sql/pool.ts";
import {
  agentSocket,
  type TestAccount,
  type TestNode,
  type TestSocket,
  visitorSocket,
} from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  openScene,
  pass,
  refusalOf,
  type Scene,
  servedVisitor,
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

test("[QU1] [QU2] requests are served in the order in which they came", async () => {
  const account = await scene.newAccount();
  const asked = await requests(account, 5);
  const agent = await agentSocket(scene.node, agentOf(account));
  const served: string[] = [];
  for (const _ of asked) served.push((await acked(agent, { type: "ServeNext" })).chatId);
  expect(served).toEqual(asked);
});

test("[QU3] chats that come back after a disconnection stand before all that wait, in their old order", async () => {
  const account = await scene.newAccount();
  const { agent, chatId: first } = await servedVisitor(scene.node, account);
  scene.node.now.ms += 1;
  const [second] = await requests(account, 1);
  await acked(agent, { type: "ServeNext" });
  const [third] = await requests(account, 1);
  await leave(scene.node, [agent], String(agentOf(account).agentId));
  await pass(scene.node, 30_000);
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  const served: string[] = [];
  for (const _ of [1, 2, 3]) served.push((await acked(colleague, { type: "ServeNext" })).chatId);
  expect(served).toEqual([first, second, third]);
});

test("[QU4] of ten agents who click at once on one request one serves it, nine hear that none is left", async () => {
  const account = await scene.newAccount(10);
  const [chatId] = await requests(account, 1);
  const sockets = await dashboards([scene.node], account);
  const answers = await Promise.all(sockets.map((socket) => socket.command({ type: "ServeNext" })));
  expect(answers.filter(({ t }) => t === "ack").map((ack) => ack.chatId)).toEqual([chatId]);
  const refusals = answers.filter(({ t }) => t === "refused").map(({ refusal }) => refusal);
  expect(refusals).toEqual(Array.from({ length: 9 }, () => ({ reason: "none-left" })));
});

test("[QU4] of ten agents who serve one named chat at once one gets it, nine are told by whom it is served", async () => {
  const account = await scene.newAccount(10);
  const [chatId] = await requests(account, 1);
  const sockets = await dashboards([scene.node, scene.newNode()], account);
  const answers = await Promise.all(sockets.map((socket) => socket.command({ type: "ServeChat", chatId })));
  const winner = `Agent ${answers.findIndex(({ t }) => t === "ack") + 1}`;
  expect(answers.filter(({ t }) => t === "ack")).toHaveLength(1);
  const refusals = answers.filter(({ t }) => t === "refused").map(({ refusal }) => refusal);
  expect(refusals).toEqual(Array.from({ length: 9 }, () => ({ reason: "already-served", by: [winner] })));
});

test("[QU4] 200 requests and ten agents who serve as fast as they can: each once, in the queue's order", async () => {
  const account = await scene.newAccount(10);
  await requests(account, 200);
  await serveAll(await dashboards([scene.node], account));
  await expectEachServedOnceInOrder(account, 200);
});

test("[QU4] over two nodes too each request is served once, in the queue's order", async () => {
  const account = await scene.newAccount(10);
  await requests(account, 100);
  await serveAll(await dashboards([scene.node, scene.newNode()], account));
  await expectEachServedOnceInOrder(account, 100);
});

test("[QU4] requests that come while agents serve are each served once", async () => {
  const account = await scene.newAccount(4);
  const sockets = await dashboards([scene.node, scene.newNode()], account);
  let areComing = true;
  const coming = requests(account, 60).finally(() => {
    areComing = false;
  });
  await Promise.all(
    sockets.map(async (socket) => {
      while (areComing || (await socket.command({ type: "ServeNext" })).t === "ack")
        await socket.command({ type: "ServeNext" });
    }),
  );
  expect((await coming).length).toBe(60);
  const joins = await joinsOf(account);
  expect(joins.length).toBe(60);
  expect(new Set(joins.map(({ chatId }) => chatId)).size).toBe(60);
});

test("[QU4] an agent who serves when nobody waits is told so, and next time gets what has come", async () => {
  const account = await scene.newAccount();
  const agent = await agentSocket(scene.node, agentOf(account));
  expect(await refusalOf(agent, { type: "ServeNext" })).toEqual({ reason: "none-left" });
  const { chatId } = await waitingVisitor(scene.node, account);
  expect((await acked(agent, { type: "ServeNext" })).chatId).toBe(chatId);
});

test("[QU4] agents of many accounts who serve at once do not wait for one another's connections", async () => {
  const accounts = await Promise.all(Array.from({ length: 12 }, () => scene.newAccount(1)));
  const asked = await Promise.all(accounts.map(async (account) => (await requests(account, 1))[0]));
  // A node that has none of these chats at hand, and whose pool nobody gives up waiting for: a claim that needs a second
  // connection of a pool that claims have used up never comes to an end.
  const node = scene.newNode(patientPool());
  const sockets = await Promise.all(accounts.map((account) => agentSocket(node, agentOf(account))));
  const served = await Promise.all(sockets.map((socket) => acked(socket, { type: "ServeNext" })));
  expect(served.map(({ chatId }) => chatId)).toEqual(asked);
});

function patientPool(): Pool {
  const pool = createPool({
    connectionString: scene.connectionString,
    log: pino({ level: "error" }),
    max: 6,
  });
  pool.options.connectionTimeoutMillis = 0;
  pools.push(pool);
  return pool;
}

/** One after the other, each from a visitor of their own. */
async function requests(account: TestAccount, count: number): Promise<string[]> {
  const visitors = await Promise.all(Array.from({ length: count }, () => visitorSocket(scene.node, account)));
  const chatIds: string[] = [];
  for (const visitor of visitors)
    chatIds.push((await acked(visitor, { type: "SendMessage", text: "Hello" })).chatId);
  return chatIds;
}

/** Every agent of the account on one, the nodes in turn. */
function dashboards(nodes: TestNode[], account: TestAccount): Promise<TestSocket[]> {
  return Promise.all(
    account.agents.map((agent, index) => agentSocket(nodes[index % nodes.length] ?? scene.node, agent)),
  );
}

async function serveAll(sockets: TestSocket[]): Promise<void> {
  await Promise.all(
    sockets.map(async (socket) => {
      while ((await socket.command({ type: "ServeNext" })).t === "ack");
    }),
  );
}

type Join = { chatId: string; queueNumber: number };

/** In the order in which the account's lock let them join: that of the rows' transactions. */
async function joinsOf({ accountId }: TestAccount): Promise<Join[]> {
  const { rows } = await scene.pool.query<Join>(
    `select j.chat_id as "chatId", (q.data ->> 'queueNumber')::int as "queueNumber"
     from chat_event j join chat c on c.id = j.chat_id join chat_event q on q.chat_id = j.chat_id and q.type = 'ChatQueued'
     where c.account_id = $1 and j.type = 'AgentJoined' order by j.xmin::text::bigint`,
    [accountId],
  );
  return rows;
}

async function expectEachServedOnceInOrder(account: TestAccount, count: number): Promise<void> {
  const joins = await joinsOf(account);
  const numbers = joins.map(({ queueNumber }) => queueNumber);
  expect(joins.length).toBe(count);
  expect(new Set(joins.map(({ chatId }) => chatId)).size).toBe(count);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
}
