import { beforeEach, expect, test } from "vitest";
import { connectAgent } from "./agent.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import { agentRef, TinyServer } from "./testing/tiny-server.ts";
import type { AgentClient } from "./types.ts";

const noor = agentRef(9);
const visitorSays = { kind: "visitor" } as const;

let clock: SimulatedClock;
let network: SimulatedNetwork;
let server: TinyServer;
let browser: SimulatedBrowser;

beforeEach(() => {
  clock = new SimulatedClock();
  server = new TinyServer(() => clock.now());
  network = new SimulatedNetwork(server.accept);
  browser = new SimulatedBrowser({ name: "agent", clock, network });
});

function open(tab = browser.openTab(), agentId = 7): AgentClient {
  const client = connectAgent({ url: `wss://x/agent/${agentId}`, account: 1, environment: tab.environment });
  settle();
  return client;
}

function settle(ms = 100): void {
  clock.advance(ms);
  network.flush();
}

/** A visitor of that name asks for a chat. */
function request(name: string): string {
  const visitor = server.visitorOf(name);
  const chat = server.newChat(visitor);
  const message = { messageId: `first-of-${name}`, text: `${name} asks` };
  server.execute(chat, { type: "RequestChat", visitor, departmentId: null, ...message });
  return chat.chatId;
}

function visitorWrites(chatId: string, text: string): void {
  const chat = server.chats.get(chatId);
  server.execute(chat, { type: "SendMessage", from: visitorSays, messageId: `visitor-${text}`, text });
}

const textsOf = (client: AgentClient, chatId: string) =>
  (client.state.chats.get(chatId)?.entries ?? []).flatMap((entry) =>
    entry.type === "MessageSent" ? [entry.text] : [],
  );

test("[QU4] a served chat is mine, with its log; the promise names it", async () => {
  const client = open();
  request("Anna");
  const answer = client.serveNext();
  const none = client.serveNext();
  settle();
  await expect(answer).resolves.toEqual({ ok: true, chatId: "chat-1" });
  await expect(none).resolves.toEqual({ ok: false, refusal: { reason: "none-left" } });
  expect(client.state.me).toMatchObject({ agentId: 7, name: "Agent 7" });
  expect([...client.state.chats.keys()]).toEqual(["chat-1"]);
  expect(client.state.chats.get("chat-1")).toMatchObject({
    mine: true,
    view: { status: "served" },
    unread: 1,
  });
  expect(textsOf(client, "chat-1")).toEqual(["Anna asks"]);
});

test("[DL12] a promise holds across connections; the click is sent again", async () => {
  const client = open();
  const chatId = request("Anna");
  const answer = client.serveChat(chatId);
  network.newest.stall("toClient");
  settle();
  network.newest.cut();
  settle(1_000);
  await expect(answer).resolves.toEqual({ ok: true, chatId });
  expect(server.repeats).toBe(1);
});

test("[DL13] a message is optimistic, then in the log; one that is refused waits in its chat", () => {
  const client = open();
  const chatId = request("Anna");
  client.serveChat(chatId);
  client.send(chatId, "hello");
  settle();
  expect(textsOf(client, chatId)).toEqual(["Anna asks", "hello"]);
  const [, , , , hello] = client.state.chats.get(chatId)?.entries ?? [];
  expect(hello).toMatchObject({ type: "MessageSent", from: { agentId: 7 } });
  server.execute(server.chats.get(chatId), { type: "EndChat", by: visitorSays });
  client.send(chatId, "too late");
  expect(client.state.chats.get(chatId)?.pending).toMatchObject([
    { text: "too late", state: { kind: "sending" } },
  ]);
  settle();
  const [failed] = client.state.chats.get(chatId)?.pending ?? [];
  expect(failed?.state).toEqual({ kind: "failed", refusal: { reason: "chat-ended" } });
  client.retry(failed?.id ?? "");
  settle();
  expect(client.state.chats.get(chatId)?.pending).toHaveLength(1);
  client.discard(failed?.id ?? "");
  expect(client.state.chats.get(chatId)?.pending).toEqual([]);
});

test("an ended chat stays mine until it is closed, across connections", () => {
  const client = open();
  const chatId = request("Anna");
  client.serveChat(chatId);
  settle();
  network.newest.cut();
  server.execute(server.chats.get(chatId), { type: "EndChat", by: visitorSays });
  settle(1_000);
  expect(client.state.chats.get(chatId)).toMatchObject({ mine: true, view: { status: "ended" } });
  client.closeChat(chatId);
  expect(client.state.chats.size).toBe(0);
  settle();
  network.newest.cut();
  settle(1_000);
  expect(client.state.chats.size).toBe(0);
});

test("closing a chat that I serve is not leaving it", () => {
  const client = open();
  const chatId = request("Anna");
  client.serveChat(chatId);
  settle();
  client.closeChat(chatId);
  settle();
  expect(client.state.chats.get(chatId)?.mine).toBe(true);
});

test("a chat that I leave goes, unless I look at it", async () => {
  const client = open();
  const [left, kept] = [request("Anna"), request("Bela")];
  client.serveChat(left);
  client.serveChat(kept);
  settle();
  client.openChat(kept);
  settle();
  const answers = [client.leaveChat(left), client.leaveChat(kept)];
  settle();
  await expect(Promise.all(answers)).resolves.toMatchObject([{ ok: true }, { ok: true }]);
  expect([...client.state.chats.keys()]).toEqual([kept]);
  expect(client.state.chats.get(kept)).toMatchObject({ mine: false, view: { status: "unattended" } });
  server.execute(server.chats.get(kept), { type: "ServeChat", agent: noor });
  visitorWrites(left, "still there?");
  client.serveChat(left);
  settle();
  expect(textsOf(client, left).at(-1)).toBe("still there?");
});

test("[DL9] a peek is kept over reconnects and dropped with a word; a late answer to it is not taken", () => {
  const client = open();
  const chatId = request("Anna");
  client.openChat(chatId);
  settle();
  expect(client.state.chats.get(chatId)).toMatchObject({ mine: false, view: { status: "waiting" } });
  network.newest.cut();
  visitorWrites(chatId, "hello?");
  settle(1_000);
  expect(textsOf(client, chatId)).toEqual(["Anna asks", "hello?"]);
  client.closeChat(chatId);
  client.openChat(chatId);
  client.closeChat(chatId);
  settle();
  expect(client.state.chats.size).toBe(0);
  client.openChat("chat-of-somebody-else");
  settle();
  network.newest.cut();
  settle(1_000);
  expect(client.state.chats.size).toBe(0);
});

test("a chat opened without a connection comes with the next", () => {
  const client = open();
  const chatId = request("Anna");
  network.newest.cut();
  client.openChat(chatId);
  settle(1_000);
  expect(textsOf(client, chatId)).toEqual(["Anna asks"]);
});

test("an ended chat of mine from long ago is looked at, not mine", () => {
  const first = open();
  const chatId = request("Anna");
  first.serveChat(chatId);
  settle();
  first.endChat(chatId);
  settle();
  first.close();
  const client = open();
  client.openChat(chatId);
  settle();
  expect(client.state.chats.get(chatId)).toMatchObject({ mine: false, view: { status: "ended" } });
});

test("unread counts what others wrote behind my mark, which follows on my other tabs and never goes back", () => {
  const client = open();
  const other = open();
  const chatId = request("Anna");
  client.serveChat(chatId);
  client.send(chatId, "hello");
  settle();
  visitorWrites(chatId, "one");
  visitorWrites(chatId, "two");
  settle();
  const unread = () => [client, other].map(({ state }) => state.chats.get(chatId)?.unread);
  expect(unread()).toEqual([3, 3]);
  client.markRead(chatId);
  expect(unread()).toEqual([0, 3]);
  settle();
  expect(unread()).toEqual([0, 0]);
  for (const wire of [...network.wires]) wire.cut();
  client.markRead(chatId);
  visitorWrites(chatId, "three");
  settle(1_000);
  expect(unread()).toEqual([1, 1]);
});

test("what was read without a connection is told with the next", () => {
  const client = open();
  const chatId = request("Anna");
  client.serveChat(chatId);
  settle();
  network.newest.cut();
  client.markRead(chatId);
  settle(1_000);
  expect(client.state.chats.get(chatId)?.unread).toBe(0);
  expect(server.readOf(7, chatId)).toBe(4);
});

test("[CH6] a first message shows under its visitor until the chat is there", async () => {
  const client = open();
  const { visitorId } = server.visitorOf("Anna");
  const answer = client.startChat(visitorId, "may I help?");
  expect(client.state.starting.get(visitorId)).toMatchObject([
    { text: "may I help?", state: { kind: "sending" } },
  ]);
  settle();
  await expect(answer).resolves.toEqual({ ok: true, chatId: "chat-1" });
  expect(client.state.starting.size).toBe(0);
  expect(client.state.chats.get("chat-1")).toMatchObject({ mine: true });
  expect(textsOf(client, "chat-1")).toEqual(["may I help?"]);
});

test("[CH7] a first message that is refused stays with its visitor, over a reload too", async () => {
  const tab = browser.openTab();
  const client = open(tab);
  const chatId = request("Anna");
  server.execute(server.chats.get(chatId), { type: "ServeChat", agent: noor });
  const { visitorId } = server.visitorOf("Anna");
  const answer = client.startChat(visitorId, "may I help?");
  settle();
  const refusal = { reason: "already-served", by: ["Agent 9"] };
  await expect(answer).resolves.toEqual({ ok: false, refusal });
  tab.close();
  const after = open();
  expect(after.state.starting.get(visitorId)).toMatchObject([{ state: { kind: "failed", refusal } }]);
});

test("[DL14] another agent in the same browser sends nothing of mine", () => {
  const tab = browser.openTab();
  const client = open(tab);
  const chatId = request("Anna");
  client.serveChat(chatId);
  settle();
  network.newest.cut();
  client.send(chatId, "mine");
  tab.close();
  open(browser.openTab(), 9);
  settle(60_000);
  expect(server.chats.get(chatId)?.log).toHaveLength(4);
  open();
  settle();
  expect(server.chats.get(chatId)?.log).toHaveLength(5);
});

test("[DL9] older pages come in order, once", () => {
  const client = open();
  const chatId = request("Anna");
  for (let count = 0; count < 20; count += 1) visitorWrites(chatId, `m${count}`);
  client.openChat(chatId);
  settle();
  expect(client.state.chats.get(chatId)?.entries).toHaveLength(6);
  while (client.state.chats.get(chatId)?.hasOlder) {
    client.loadOlder(chatId);
    client.loadOlder(chatId);
    settle();
  }
  expect(client.state.chats.get(chatId)?.entries).toEqual(server.chats.get(chatId)?.log);
});
