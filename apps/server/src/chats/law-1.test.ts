import type { RecordedEvent } from "@causerie/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { catchUpFrom } from "./delivery.ts";
import { loadEvents } from "./store.ts";
import { type AgentTab, type AnyTab, Crowd, chatsOf, type VisitorTab } from "./testing/crowd.ts";
import { addAccount, createNode, type TestAccount, type TestNode } from "./testing/node.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** `at`: picks a tab, chat or wire among those that there are. */
type Operation =
  | { do: "open-visitor" | "open-agent" | "close" | "crash"; at: number }
  | { do: "visitor-writes" | "visitor-ends"; at: number }
  | { do: "serve-next" | "serve" | "start" | "agent-writes" | "leave" | "end" | "peek"; at: number }
  | { do: "deliver" | "cut" | "stall" | "cut-after"; at: number }
  | { do: "pass"; at: number };

const AT = fc.nat(50);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("open-visitor", "open-agent", "close", "crash"), at: AT }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("visitor-writes" as const), at: AT }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("serve-next", "agent-writes"), at: AT }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("serve", "start", "peek"), at: AT }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("leave", "end", "visitor-ends"), at: AT }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("deliver" as const), at: AT }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("cut", "stall", "cut-after"), at: AT }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), at: AT }) },
);

test("[DL7] a snapshot and all events after it equal a later snapshot, whatever is cut, stalled or overlaps", async () => {
  const seen = { types: new Set<string>(), chats: 0, cuts: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 60, maxLength: 150, size: "max" }),
      async (operations) => {
        await runOnce(operations, seen);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
  expect([...seen.types].sort()).toEqual([
    "AgentDisconnected",
    "AgentJoined",
    "AgentLeft",
    "ChatEnded",
    "ChatQueued",
    "ChatStarted",
    "MessageSent",
    "VisitorBack",
    "VisitorGone",
  ]);
  expect(seen.chats).toBeGreaterThan(30);
  expect(seen.cuts).toBeGreaterThan(30);
}, 120_000);

async function runOnce(
  operations: Operation[],
  seen: { types: Set<string>; chats: number; cuts: number },
): Promise<void> {
  const account = await addAccount(database.pool, 2);
  const node = createNode(database.pool, [account]);
  const crowd = new Crowd(node, account, 2);
  for (const who of [0, 1]) {
    crowd.openVisitor(who);
    crowd.openAgent(who);
  }
  for (const one of operations) {
    seen.cuts += await perform(crowd, one);
    // Some answers of the database come in between, some later.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await recover(crowd);
  await compare(crowd, node, account, seen);
  for (const { client } of crowd.tabs) client.close();
  crowd.network.flush();
  await node.stop();
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

async function perform(crowd: Crowd, { do: what, at }: Operation): Promise<number> {
  const visitor = pick(
    crowd.tabs.filter((tab): tab is VisitorTab => tab.kind === "visitor"),
    at,
  );
  const agent = pick(
    crowd.tabs.filter((tab): tab is AgentTab => tab.kind === "agent"),
    at,
  );
  const wire = pick(crowd.network.wires, at);
  const chat = agent && pick([...agent.client.state.chats.values()], at);
  switch (what) {
    case "open-visitor":
      if (crowd.tabs.length < 8) crowd.openVisitor(at % 2);
      return 0;
    case "open-agent":
      if (crowd.tabs.length < 8) crowd.openAgent(at % 2);
      return 0;
    case "close":
    case "crash": {
      const tab = pick(crowd.tabs, at);
      if (tab && crowd.tabs.length > 3) crowd.closeTab(tab, what === "crash");
      return 0;
    }
    case "visitor-writes":
      if (visitor) visitor.client.send(crowd.nextText(visitor, "visitor"));
      return 0;
    case "visitor-ends":
      if (visitor) void visitor.client.endChat();
      return 0;
    case "serve-next":
      if (agent) void agent.client.serveNext();
      return 0;
    case "serve":
      if (agent && chat) void agent.client.serveChat(chat.chatId);
      return 0;
    case "start": {
      const visitorId = visitor?.client.state.visitor?.visitorId;
      if (agent && visitorId) void agent.client.startChat(visitorId, crowd.nextText(agent, visitorId));
      return 0;
    }
    case "agent-writes":
      if (agent && chat) agent.client.send(chat.chatId, crowd.nextText(agent, chat.chatId));
      return 0;
    case "peek": {
      const chatId = visitor?.client.state.chat?.chatId;
      if (agent && chatId) agent.client.openChat(chatId);
      return 0;
    }
    case "leave":
      if (agent && chat) void agent.client.leaveChat(chat.chatId);
      return 0;
    case "end":
      if (agent && chat) void agent.client.endChat(chat.chatId);
      return 0;
    case "deliver":
      if (at % 3 === 0) await crowd.answerAll();
      else wire?.deliver(at % 3 === 1 ? "toServer" : "toClient");
      return 0;
    case "cut":
      wire?.cut();
      return wire ? 1 : 0;
    case "stall":
      // The client notices by its silence, and overlaps it with a successor.
      wire?.stall(at % 2 === 0 ? "toClient" : "toServer");
      return wire ? 1 : 0;
    case "cut-after":
      // Cut at any frame: some arrive, the rest is lost.
      for (let count = at % 4; count > 0; count -= 1) wire?.deliver("toClient");
      wire?.cut();
      return wire ? 1 : 0;
    case "pass":
      await crowd.pass([300, 5_000, 20_000, 50_000, 130_000][at % 5] ?? 0);
      return 0;
  }
}

async function compare(
  crowd: Crowd,
  node: TestNode,
  account: TestAccount,
  seen: { types: Set<string>; chats: number },
): Promise<void> {
  const stored = new Map<string, RecordedEvent[]>();
  const { rows } = await database.pool.query("select id from chat where account_id = $1", [
    account.accountId,
  ]);
  for (const { id } of rows) stored.set(id, await loadEvents(database.pool, id, 0));
  seen.chats += stored.size;
  for (const events of stored.values()) {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    for (const { type } of events) seen.types.add(type);
  }
  for (const tab of crowd.tabs) await compareTab(tab, node, account);
  expectEveryTextOnce(crowd, [...stored.values()]);
}

/** What the client folded is what the server would now tell a newcomer. */
async function compareTab(tab: AnyTab, node: TestNode, account: TestAccount): Promise<void> {
  for (const held of chatsOf(tab.client.state)) {
    const chat = await node.context.chats.get(account.accountId, held.chatId);
    if (!chat) throw new Error(`${held.chatId} is not in the store`);
    const fresh = catchUpFrom(chat, null, tab.kind);
    if (fresh.kind !== "snapshot") throw new Error("a newcomer gets a snapshot");
    expect(held.upTo).toBe(fresh.upTo);
    expect(held.view).toEqual(fresh.view);
    expect(held.entries.slice(-fresh.entries.length)).toEqual(fresh.entries);
  }
}

/** Each text is stored once, or was refused; those of one lane of a tab stand in the order in which they were sent. */
function expectEveryTextOnce(crowd: Crowd, logs: RecordedEvent[][]): void {
  const texts = logs.map((events) =>
    events.flatMap((event) => (event.type === "MessageSent" ? [event.text] : [])),
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

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % items.length];
}
