import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Nodes } from "./nodes.ts";
import { agentSocket, type TestAccount, type TestNode } from "./testing/node.ts";
import {
  agentOf,
  openScene,
  pass,
  type Scene,
  servedVisitor,
  storyOf,
  until,
  visitorIdOf,
} from "./testing/scene.ts";

let scene: Scene;
const clock = { ms: 0 };
let unheard = 0;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  unheard = 0;
  await scene.pool.query("delete from node");
});

/** In step with the others' clocks. */
function newNode(): TestNode {
  const node = scene.newNode();
  node.now.ms = scene.node.now.ms;
  return node;
}

/** A node's beats, with what its bus hears given by the test. */
function nodesOf({ context }: TestNode, heard: Set<string> = new Set(), warnings: string[] = []): Nodes {
  return new Nodes({
    pool: scene.pool,
    bus: { nodeId: context.nodeId, others: () => heard, lagMs: () => 1 },
    leases: context.leases,
    now: context.now,
    nowMs: () => clock.ms,
    log: { warn: (message) => warnings.push(message) },
    onUnheard: () => {
      unheard += 1;
    },
  });
}

async function beatFor(seconds: number, ...nodes: Nodes[]): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    for (const node of nodes) await node.beat();
    clock.ms += 1000;
  }
}

async function heldBy({ context }: TestNode): Promise<string[]> {
  const { rows } = await scene.pool.query<{ subject: string }>(
    "select subject from lease where node_id = $1 and held_until > $2 order by subject",
    [context.nodeId, scene.node.now.ms],
  );
  return rows.map(({ subject }) => subject);
}

/** Served there, and their leases written: the visitor's a moment after their chat. */
async function peopleOn(node: TestNode, account: TestAccount) {
  const people = await servedVisitor(node, account);
  await until(async () => (await heldBy(node)).length === 2);
  return people;
}

async function rows(): Promise<string[]> {
  const { rows: all } = await scene.pool.query<{ id: string }>("select id from node order by id");
  return all.map(({ id }) => id);
}

test("[ND3] [CH10] a node that stands still is dead within ten seconds; its agents' chats are waited for, then queued again", async () => {
  const account = await scene.newAccount();
  const dying = newNode();
  const { visitor, chatId } = await peopleOn(dying, account);
  const [one, other] = [nodesOf(scene.node), nodesOf(dying)];
  await beatFor(3, one, other);
  const people = [String(agentOf(account).agentId), visitorIdOf(visitor)].sort();
  expect(await heldBy(dying)).toEqual(people);
  scene.hub.cut(dying.context.nodeId);
  await beatFor(4, one);
  expect(await heldBy(dying)).toEqual(people);
  await beatFor(4, one);
  expect(await heldBy(dying)).toEqual([]);
  expect(await rows()).toEqual([scene.node.context.nodeId]);
  await pass(scene.node, 29_000);
  expect((await storyOf(scene.pool, chatId)).includes("AgentDisconnected Agent 1")).toBe(false);
  await pass(scene.node, 2_000);
  expect((await storyOf(scene.pool, chatId)).slice(-3)).toEqual([
    "VisitorGone",
    "AgentDisconnected Agent 1",
    "ChatQueued",
  ]);
});

test("[ND3] who reconnects to another node meanwhile is there without a break", async () => {
  const account = await scene.newAccount();
  const dying = newNode();
  const { chatId } = await peopleOn(dying, account);
  const [one, other] = [nodesOf(scene.node), nodesOf(dying)];
  await beatFor(2, one, other);
  const back = await agentSocket(scene.node, agentOf(account));
  await beatFor(8, one);
  expect(await heldBy(dying)).toEqual([]);
  await pass(scene.node, 31_000);
  expect(await storyOf(scene.pool, chatId)).not.toContain("AgentDisconnected Agent 1");
  expect((await back.welcome()).chats).toHaveLength(1);
});

test("[ND3] a node that only the bus hears is not dead, nor one that only the store knows of", async () => {
  const account = await scene.newAccount();
  const other = newNode();
  await peopleOn(other, account);
  const heard = new Set([other.context.nodeId]);
  const [one, theirs] = [nodesOf(scene.node, heard), nodesOf(other)];
  await beatFor(1, one, theirs);
  await beatFor(20, one);
  expect(await heldBy(other)).toHaveLength(2);
  expect(unheard).toBe(1);
  heard.clear();
  await beatFor(20, one, theirs);
  expect(await heldBy(other)).toHaveLength(2);
});

test("[ND8] while a node is at work that the bus does not hear, everything is reread every second, and it is said once", async () => {
  const other = newNode();
  const warnings: string[] = [];
  const [one, theirs] = [nodesOf(scene.node, new Set(), warnings), nodesOf(other)];
  await theirs.beat();
  await beatFor(15, one, theirs);
  expect(unheard).toBe(30);
  expect(warnings).toEqual([expect.stringContaining("REDIS_URL")]);
});

test("[ND3] after a silence of its own, or of the database, a node counts the others' anew", async () => {
  const account = await scene.newAccount();
  const other = newNode();
  await peopleOn(other, account);
  const [one, theirs] = [nodesOf(scene.node), nodesOf(other)];
  await beatFor(2, one, theirs);
  clock.ms += 60_000;
  await beatFor(5, one);
  expect(await heldBy(other)).toHaveLength(2);
  await beatFor(3, one);
  expect(await heldBy(other)).toEqual([]);
});

test("[ND3] a node that was taken for dead takes its people up again with its next beat", async () => {
  const account = await scene.newAccount();
  const other = newNode();
  await peopleOn(other, account);
  const [one, theirs] = [nodesOf(scene.node), nodesOf(other)];
  await beatFor(1, one, theirs);
  await beatFor(10, one);
  expect(await heldBy(other)).toEqual([]);
  await theirs.beat();
  expect(await heldBy(other)).toHaveLength(2);
  await theirs.leave();
  expect(await rows()).toEqual([scene.node.context.nodeId]);
});
