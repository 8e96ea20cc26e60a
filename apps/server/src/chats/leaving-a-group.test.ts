import type { Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../platform/sql/pool.ts";
import { agentSocket, type TestAccount, type TestNode, type TestSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, until } from "./testing/scene.ts";

const AFTER = "Now that she is gone";

let scene: Scene;
const pools: Pool[] = [];
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
  for (const pool of pools) await pool.end();
});

test("[TE8] who leaves a group hears nothing more of it on any tab, also where it is open, and those who stay do", async () => {
  const { account, node, ana, ben, cleo, chatId } = await group();
  const reading = await agentSocket(node, agentOf(account, 2));
  reading.tell({ t: "open", chatId });
  await acked(reading, { type: "SendMessage", chatId, text: "Before" });
  await acked(cleo, { type: "LeaveChat", chatId });
  await acked(ana, { type: "SendMessage", chatId, text: AFTER });
  expect(timesHeard(ben)).toBe(1);
  for (const tab of [cleo, reading]) expect([timesDropped(tab, chatId), timesHeard(tab)]).toEqual([1, 0]);
});

test("[TE8] who leaves is let go too on a node that had only just read the chat", async () => {
  const { account, chatId } = await group();
  const node = scene.newNode();
  const [ana, cleo] = await Promise.all([0, 2].map((index) => agentSocket(node, agentOf(account, index))));
  at(cleo).tell({ t: "open", chatId });
  await acked(at(cleo), { type: "LeaveChat", chatId });
  await acked(at(ana), { type: "SendMessage", chatId, text: AFTER });
  expect(timesHeard(at(ana))).toBe(1);
  expect([timesDropped(at(cleo), chatId), timesHeard(at(cleo))]).toEqual([1, 0]);
});

test("[TE8] [ND8] a node that missed that they left tells them nothing of what it then reads", async () => {
  const { account, ana, cleo, chatId } = await group();
  const deaf = scene.newDeafNode();
  const [benFar, cleoFar] = await Promise.all(
    [1, 2].map((index) => agentSocket(deaf, agentOf(account, index))),
  );
  at(cleoFar).tell({ t: "open", chatId });
  await acked(at(cleoFar), { type: "SendMessage", chatId, text: "Before" });
  await acked(cleo, { type: "LeaveChat", chatId });
  await acked(ana, { type: "SendMessage", chatId, text: AFTER });
  await deaf.context.chats.catchUpAll();
  expect(timesHeard(at(benFar))).toBe(1);
  expect([timesDropped(at(cleoFar), chatId), timesHeard(at(cleoFar))]).toEqual([1, 0]);
});

test("[TE8] who leaves while another tab of theirs is being welcomed hears nothing of it there", async () => {
  const { account, chatId } = await group();
  const { node, atReads } = slowNode();
  const cleo = await agentSocket(node, agentOf(account, 2));
  const ana = await agentSocket(node, agentOf(account, 0));
  atReads(async () => {
    await acked(cleo, { type: "SendMessage", chatId, text: "Before" });
    await acked(cleo, { type: "LeaveChat", chatId });
  });
  const late = await agentSocket(node, agentOf(account, 2), [{ chatId, upTo: 1 }]);
  expect((await late.welcome()).chats).toEqual([]);
  await acked(ana, { type: "SendMessage", chatId, text: AFTER });
  expect(timesHeard(ana)).toBe(1);
  expect(timesHeard(late)).toBe(0);
});

/** Ana, Ben and Cleo, each at a dashboard. */
async function group() {
  const account: TestAccount = await scene.newAccount(3);
  const node = scene.newNode();
  const [ana, ben, cleo] = await Promise.all(account.agents.map((agent) => agentSocket(node, agent)));
  const agentIds = account.agents.slice(1).map(({ agentId }) => agentId);
  const { chatId } = await acked(at(ana), { type: "StartTeamChat", agentIds });
  await until(() => [ben, cleo].every((socket) => at(socket).frames.some(({ t }) => t === "chat")));
  return { account, node, chatId, ana: at(ana), ben: at(ben), cleo: at(cleo) };
}

/** Something may happen, once, after a hello has read which chats are whose. */
function slowNode(): { node: TestNode; atReads: (happens: () => Promise<void>) => void } {
  const log = pino({ level: "error" });
  const pool = createPool({ connectionString: scene.connectionString, log, max: 4 });
  pools.push(pool);
  const query = pool.query.bind(pool);
  let happens = async () => {};
  const watched = async (config: { name?: string } | string, values?: unknown[]) => {
    const name = typeof config === "string" ? config : config.name;
    const meanwhile = happens;
    if (name === "load-reads") {
      happens = async () => {};
      await meanwhile();
    }
    // As it was given: the overloads are pg's own.
    return (query as (...of: unknown[]) => unknown)(config, values);
  };
  const node = scene.newNode(Object.assign(pool, { query: watched as typeof pool.query }));
  return { node, atReads: (what) => (happens = what) };
}

function timesHeard(socket: TestSocket): number {
  return JSON.stringify(socket.frames).split(AFTER).length - 1;
}

function timesDropped(socket: TestSocket, chatId: string): number {
  return socket.frames.filter((frame) => frame.t === "dropped" && frame.chatId === chatId).length;
}

function at(socket: TestSocket | undefined): TestSocket {
  if (!socket) throw new Error("there is no such agent");
  return socket;
}
