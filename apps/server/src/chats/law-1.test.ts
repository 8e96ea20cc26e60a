import type { AgentId, ChatId, RecordedEvent } from "@causerie/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProcessHub } from "../platform/bus/in-process.ts";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { catchUpFrom } from "./delivery.ts";
import { LiveChat } from "./live-chat.ts";
import { Queues } from "./queue.ts";
import { type AnyTab, Crowd, chatsOf } from "./testing/crowd.ts";
import { anyOperation, anyOperationOnNodes, type Operation, perform } from "./testing/crowd-operations.ts";
import { addDepartment } from "./testing/departments.ts";
import { addAccount, createNode, type TestAccount, type TestNode } from "./testing/node.ts";
import { storedLog } from "./testing/scene.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

const EVERY_TYPE = [
  "AgentDisconnected",
  "AgentInvited",
  "AgentJoined",
  "AgentLeft",
  "ChatEnded",
  "ChatQueued",
  "ChatRated",
  "ChatStarted",
  "ChatTransferred",
  "CommentSubmitted",
  "InvitationEnded",
  "MessageSent",
  "NoteWritten",
  "RatingRemoved",
  "RatingRequested",
  "TagsChanged",
  "VisitorBack",
  "VisitorGone",
];

type Seen = { types: Set<string>; chats: number; cuts: number };

test("[DL7] a snapshot and all events after it equal a later snapshot, whatever is cut, stalled or overlaps", async () => {
  const seen = await runMany(60, anyOperation, 1);
  // What is drawn in one run of fifteen is in none of sixty now and then.
  for (let more = 0; more < 10 && seen.types.size < EVERY_TYPE.length; more += 1)
    await runMany(30, anyOperation, 1, seen);
  expect([...seen.types].sort()).toEqual(EVERY_TYPE);
  expect(seen.chats).toBeGreaterThan(30);
  expect(seen.cuts).toBeGreaterThan(30);
}, 300_000);

test("[DL7] [ND8] so it is with everybody on another of three nodes at every connection, and a bus that loses", async () => {
  const seen = await runMany(30, anyOperationOnNodes, 3);
  expect(seen.types.size).toBeGreaterThan(10);
  expect(seen.chats).toBeGreaterThan(30);
  expect(seen.cuts).toBeGreaterThan(30);
}, 300_000);

async function runMany(
  numRuns: number,
  operation: fc.Arbitrary<Operation>,
  nodes: number,
  seen: Seen = { types: new Set(), chats: 0, cuts: 0 },
): Promise<Seen> {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 60, maxLength: 150, size: "max" }), (operations) =>
      runOnce(operations, seen, nodes),
    ),
    { numRuns, endOnFailure: true },
  );
  return seen;
}

async function runOnce(operations: Operation[], seen: Seen, nodeCount: number): Promise<void> {
  const account = await addAccount(database.pool, 2);
  account.settings = { ratingEnabled: true, offlineTransfers: true };
  const departments = [
    await addDepartment(database.pool, account, "Sales", [0, 1]),
    await addDepartment(database.pool, account, "Support", [1]),
  ];
  const hub = inProcessHub();
  const node = createNode(database.pool, [account], hub.join());
  const others = Array.from({ length: nodeCount - 1 }, () =>
    createNode(database.pool, [account], hub.join()),
  );
  const crowd = new Crowd([node, ...others], account, 2, hub);
  for (const who of [0, 1]) {
    crowd.openVisitor(who);
    crowd.openAgent(who);
  }
  for (const one of operations) {
    seen.cuts += await perform(crowd, one, { account, departments });
    // Some answers of the database come in between, some later.
    await new Promise((resolve) => setImmediate(resolve));
  }
  // With the sockets that they have, but for those that are found to be dead, and then with new ones.
  crowd.hearNews();
  await crowd.findSilence();
  await crowd.settle();
  await compareTabs(crowd, node, account, await logsOf(account));
  await recover(crowd);
  await compare(crowd, node, account, seen);
  for (const { client } of crowd.tabs) client.close();
  crowd.network.flush();
  for (const one of [node, ...others]) await one.stop();
}

/** Every wire is replaced; outboxes of tabs that are gone are adopted by a tab that stays. */
async function recover(crowd: Crowd): Promise<void> {
  for (const who of [0, 1]) {
    crowd.openVisitor(who);
    crowd.openAgent(who);
  }
  for (const wire of [...crowd.network.wires]) wire.cut();
  // Longer than a tab's sign of life lasts (outbox-storage.ts).
  for (let round = 0; round < 4; round += 1) {
    crowd.clock.advance(10_000);
    await crowd.settle();
  }
}

async function compare(crowd: Crowd, node: TestNode, account: TestAccount, seen: Seen): Promise<void> {
  const stored = await logsOf(account);
  seen.chats += stored.size;
  for (const events of stored.values()) {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    for (const { type } of events) seen.types.add(type);
  }
  await compareTabs(crowd, node, account, stored);
  expectEveryTextOnce(crowd, [...stored.values()]);
}

async function logsOf({ accountId }: TestAccount): Promise<Map<string, RecordedEvent[]>> {
  const { rows } = await database.pool.query("select id from chat where account_id = $1", [accountId]);
  const stored = new Map<string, RecordedEvent[]>();
  for (const { id } of rows) stored.set(id, await storedLog(database.pool, id));
  return stored;
}

async function compareTabs(
  crowd: Crowd,
  node: TestNode,
  account: TestAccount,
  stored: Map<string, RecordedEvent[]>,
): Promise<void> {
  for (const tab of crowd.tabs) await compareTab(tab, node, account, stored);
}

/** What the client folded is what a server that remembers nothing would now tell a newcomer. */
async function compareTab(
  tab: AnyTab,
  node: TestNode,
  account: TestAccount,
  stored: Map<string, RecordedEvent[]>,
): Promise<void> {
  if (tab.kind === "agent") expect(tab.client.state.queue).toEqual(await freshQueue(node, account, tab.who));
  for (const held of chatsOf(tab.client.state)) {
    const chat = new LiveChat(account.accountId, held.chatId as ChatId);
    chat.apply(stored.get(held.chatId) ?? []);
    const fresh = catchUpFrom(chat, null, tab.kind);
    if (fresh.kind !== "snapshot") throw new Error("a newcomer gets a snapshot");
    expect(held.upTo).toBe(fresh.upTo);
    expect(held.view).toEqual(fresh.view);
    expect(held.entries.slice(-fresh.entries.length)).toEqual(fresh.entries);
  }
}

/** What a dashboard that opens now is told, by a node that remembers nothing. */
async function freshQueue({ context }: TestNode, { accountId, agents }: TestAccount, who: number) {
  const queues = new Queues(database.pool, context.now);
  await queues.load(accountId);
  // The id comes from the agents' own table.
  return queues.of(accountId, agents[who]?.agentId as AgentId);
}

/** Each text is stored once, or was refused; those of one lane of a tab stand in the order in which they were sent. */
function expectEveryTextOnce(crowd: Crowd, logs: RecordedEvent[][]): void {
  const texts = logs.map((events) =>
    events.flatMap((event) =>
      event.type === "MessageSent" || event.type === "NoteWritten" ? [event.text] : [],
    ),
  );
  const all = texts.flat();
  expect(new Set(all).size).toBe(all.length);
  for (const { tab, texts: sent } of crowd.sent) {
    // A visitor's text is never refused, whatever happens to the tab: it starts a chat if there is none.
    if (tab.kind === "visitor") expect(sent.filter((text) => !all.includes(text))).toEqual([]);
    for (const inChat of texts) {
      const written = inChat.filter((text) => sent.includes(text));
      expect(written).toEqual(sent.filter((text) => inChat.includes(text)));
    }
  }
}
