import type { Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../platform/sql/pool.ts";
import { agentSocket, newToken, type TestNode, visitorSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, until, waitingVisitor } from "./testing/scene.ts";

let scene: Scene;
const pools: Pool[] = [];

beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
  for (const pool of pools) await pool.end();
});

/** Its questions to the store are kept by name, and something may happen before it hears who comes. */
function slowNode(on: (pool: Pool) => TestNode = (pool) => scene.newNode(pool)) {
  const log = pino({ level: "error" });
  const pool = createPool({ connectionString: scene.connectionString, log, max: 4 });
  pools.push(pool);
  const query = pool.query.bind(pool);
  const slow = { asked: [] as string[], meanwhile: async () => {}, node: null as TestNode | null };
  const watched = async (config: { name?: string } | string, values?: unknown[]) => {
    const name = typeof config === "string" ? config : (config.name ?? "");
    slow.asked.push(name);
    // As it was given: the overloads are pg's own.
    const answer = await (query as (...of: unknown[]) => unknown)(config, values);
    if (name === "who-comes") await slow.meanwhile();
    return answer;
  };
  const node = on(Object.assign(pool, { query: watched as typeof pool.query }));
  return { ...slow, node, happens: (what: () => Promise<void>) => Object.assign(slow, { meanwhile: what }) };
}

test("[DL17] who comes anew, who comes back, and who is in a chat: each is one question, shared by those who come at once", async () => {
  const account = await scene.newAccount();
  const { node, asked } = slowNode();
  const known = newToken();
  await visitorSocket(node, account, known);
  asked.length = 0;
  await visitorSocket(node, account);
  await visitorSocket(node, account, known);
  await Promise.all([known, newToken(), newToken()].map((token) => visitorSocket(node, account, token)));
  expect(asked).toEqual(["who-comes", "who-comes", "who-comes"]);
  const { chatId } = await waitingVisitor(scene.node, account, known);
  await visitorSocket(node, account, known);
  asked.length = 0;
  const back = await visitorSocket(node, account, known);
  expect((await back.welcome()).chats).toMatchObject([{ chatId }]);
  expect(asked.filter((name) => name === "open-chats-of")).toEqual([]);
});

/** The news of it is there before the answer. */
async function heard({ context }: TestNode, before: number) {
  await until(() => context.visitorHub.beginnings > before);
}

test.each([
  ["on the same node", (other: TestNode) => other, () => undefined],
  ["on another node", () => scene.node, heard],
  [
    "on another node whose news is lost",
    () => scene.newDeafNode(),
    (node: TestNode) => node.context.reread.ask(),
  ],
] as const)(
  "[DL17] a chat that begins %s while the visitor is looked up is in the welcome",
  async (_where, whereOf, heal) => {
    const account = await scene.newAccount();
    const token = newToken();
    const { node, happens } = slowNode();
    const tab = await visitorSocket(whereOf(node), account, token);
    const { beginnings } = node.context.visitorHub;
    let chatId = "";
    happens(async () => {
      happens(async () => {});
      chatId = (await acked(tab, { type: "SendMessage", text: "Hello" })).chatId;
      await heal(node, beginnings);
    });
    const page = await visitorSocket(node, account, token);
    expect((await page.welcome()).chats).toMatchObject([{ chatId }]);
  },
);

test("[DL18] a dashboard that names 500 chats is welcomed", async () => {
  const account = await scene.newAccount(1);
  const { chatId } = await waitingVisitor(scene.node, account);
  const gone = Array.from({ length: 499 }, (_, n) => ({ chatId: `gone-${n}`, upTo: 1 }));
  const agent = await agentSocket(scene.node, agentOf(account), [{ chatId, upTo: 1 }, ...gone]);
  expect((await agent.welcome()).chats).toMatchObject([{ kind: "resumed", chatId, from: 1 }]);
});
