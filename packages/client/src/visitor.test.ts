import type { AgentId } from "@causerie/domain";
import { initialVisitorView } from "@causerie/domain/visitor-view";
import { beforeEach, expect, test } from "vitest";
import { laggingStorage, SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import { agentRef, TinyServer } from "./testing/tiny-server.ts";
import type { VisitorClient } from "./types.ts";
import { connectVisitor } from "./visitor.ts";

const page = { url: "https://shop.example/", title: "Shop" };
const camille = { kind: "agent", agentId: 7 as AgentId, name: "Camille" } as const;

let clock: SimulatedClock;
let network: SimulatedNetwork;
let browser: SimulatedBrowser;
let server: TinyServer;

beforeEach(() => {
  clock = new SimulatedClock();
  server = new TinyServer(() => clock.now());
  network = new SimulatedNetwork(server.accept);
  browser = new SimulatedBrowser({ name: "visitor", clock, network });
});

function open(): VisitorClient {
  const { environment } = browser.openTab();
  return connectVisitor({
    url: "wss://x/visitor",
    key: "k1",
    page,
    referrer: "",
    language: "fr",
    environment,
  });
}

function settle(ms = 100): void {
  clock.advance(ms);
  network.flush();
}

const texts = ({ state }: VisitorClient) =>
  (state.chat?.entries ?? []).flatMap((entry) => (entry.type === "MessageSent" ? [entry.text] : []));

const say = (text: string) => {
  const [chat] = [...server.chats.values()].slice(-1);
  return server.execute(chat, { type: "SendMessage", from: camille, messageId: `m-${text}`, text });
};
const serve = () => server.execute(server.nextInQueue(), { type: "ServeChat", agent: camille });

test("[DL12] a message shows at once, and stays in its place until it is in the log", () => {
  const client = open();
  client.send("bonjour");
  expect(client.state).toMatchObject({
    chat: null,
    pending: [{ text: "bonjour", state: { kind: "sending" } }],
  });
  settle();
  expect(client.state.pending).toEqual([]);
  expect(texts(client)).toEqual(["bonjour"]);
  expect(client.state.chat?.view).toEqual({ ...initialVisitorView, status: "waiting" });
  expect(client.state.visitor).toMatchObject({ number: 1, name: null });
});

test("[DL8] the chat is resumed from where it was held, hidden events included", () => {
  const client = open();
  client.send("bonjour");
  settle();
  const [chat] = [...server.chats.values()];
  server.execute(chat, { type: "RecordVisitorGone" });
  network.flush();
  expect(client.state.chat).toMatchObject({ upTo: 4, entries: { length: 3 } });
  network.newest.cut();
  serve();
  say("bonjour à vous");
  settle(1_000);
  expect(client.state.chat).toMatchObject({
    upTo: 6,
    view: { status: "served", agents: [{ name: "Camille" }] },
  });
  expect(texts(client)).toEqual(["bonjour", "bonjour à vous"]);
});

test("[DL9] who is far behind takes a snapshot, and older pages join it without doubles", () => {
  const client = open();
  client.send("m0");
  settle();
  serve();
  network.newest.cut();
  for (let count = 1; count <= 20; count += 1) say(`m${count}`);
  settle(1_000);
  expect(texts(client)).toEqual(["m15", "m16", "m17", "m18", "m19", "m20"]);
  while (client.state.chat?.hasOlder) {
    client.loadOlder();
    client.loadOlder();
    expect(client.state.chat?.loadingOlder).toBe(true);
    network.flush();
  }
  expect(texts(client)).toEqual(Array.from({ length: 21 }, (_, count) => `m${count}`));
  expect(client.state.chat).toMatchObject({ loadingOlder: false, entries: { length: 24 } });
});

test("a page that was asked for when the connection broke is asked for again", () => {
  const first = open();
  first.send("m0");
  settle();
  serve();
  for (let count = 1; count <= 9; count += 1) say(`m${count}`);
  const client = open();
  settle();
  client.loadOlder();
  network.newest.cut();
  settle(1_000);
  expect(client.state.chat).toMatchObject({ loadingOlder: false });
  expect(texts(client).length).toBeGreaterThan(6);
});

test("[CH9] an ended chat stays until the next begins", async () => {
  const client = open();
  client.send("one");
  settle();
  const answer = client.endChat();
  settle();
  await expect(answer).resolves.toEqual({ ok: true, chatId: "chat-1" });
  expect(client.state.chat).toMatchObject({ chatId: "chat-1", view: { status: "ended" } });
  network.newest.cut();
  settle(1_000);
  expect(client.state.chat).toMatchObject({ chatId: "chat-1", view: { status: "ended" } });
  client.send("two");
  settle();
  expect(client.state.chat).toMatchObject({ chatId: "chat-2", view: { status: "waiting" } });
  expect(texts(client)).toEqual(["two"]);
  expect(client.state.pending).toEqual([]);
});

test("a chat that ended while the page was gone gives way to the open one", () => {
  const client = open();
  client.send("one");
  settle();
  network.newest.cut();
  const [chat] = [...server.chats.values()];
  server.execute(chat, { type: "EndChat", by: { kind: "visitor" } });
  const { visitor } = client.state;
  server.execute(server.newChat({ ...server.visitorOf(tokenOf()), number: visitor?.number ?? 0 }), {
    type: "StartChat",
    agent: agentRef(7),
    visitor: server.visitorOf(tokenOf()),
    messageId: "proactive-1",
    text: "puis-je aider ?",
  });
  settle(1_000);
  expect(client.state.chat).toMatchObject({ chatId: "chat-2" });
  expect(texts(client)).toEqual(["puis-je aider ?"]);
});

const tokenOf = () => browser.openTab().environment.storage.get("token.k1") ?? "";

test("[CH16] ending no chat is refused here", async () => {
  await expect(open().endChat()).resolves.toEqual({ ok: false, refusal: { reason: "no-chat" } });
});

test("[DO1] two tabs that open at the same instant are one visitor with one chat", () => {
  const storageOfTab = laggingStorage(clock, 20);
  browser = new SimulatedBrowser({ name: "visitor", clock, network, storageOfTab });
  const one = open();
  const other = open();
  one.send("from one");
  other.send("from the other");
  settle();
  settle();
  expect(server.visitorCount).toBe(1);
  expect(server.chats.size).toBe(1);
  expect(texts(one).sort()).toEqual(["from one", "from the other"]);
  expect(texts(other)).toEqual(texts(one));
});

test("[DO1] a token that the server would not take is replaced", () => {
  browser.openTab().environment.storage.set("token.k1", "spoilt");
  const client = open();
  settle();
  expect(client.state.connection).toEqual({ kind: "online" });
  expect(tokenOf()).toMatch(/^v1_[A-Za-z0-9_-]{48,97}$/);
});

test("[DO1] a tab that missed the agreement joins it when it next connects", () => {
  const storageOfTab = laggingStorage(clock, 80);
  browser = new SimulatedBrowser({ name: "visitor", clock, network, storageOfTab });
  const clients = [open(), open()];
  settle(60);
  expect(server.visitorCount).toBe(2);
  settle();
  for (const wire of [...network.wires]) wire.cut();
  settle(1_000);
  const visitors = clients.map(({ state }) => state.visitor?.visitorId);
  expect(new Set(visitors).size).toBe(1);
});

test("the listener is called once for all changes of a moment, and the state is the same object until one", async () => {
  const client = open();
  let calls = 0;
  const stop = client.subscribe(() => {
    calls += 1;
  });
  const before = client.state;
  client.send("one");
  client.send("two");
  expect(client.state).not.toBe(before);
  expect(client.state).toBe(client.state);
  expect(calls).toBe(0);
  await Promise.resolve();
  expect(calls).toBe(1);
  stop();
  client.send("three");
  await Promise.resolve();
  expect(calls).toBe(1);
});

test("[RA6] a rating shows at once, survives a lost network and a reload, and counts once", () => {
  const client = open();
  client.send("bonjour");
  settle();
  serve();
  settle();
  network.newest.cut();
  client.rate("good");
  expect(client.state.pendingRating).toEqual({ rating: "good" });
  expect(client.state.chat?.view.rating).toBeNull();
  client.close();
  const next = open();
  settle(1_000);
  settle();
  expect(next.state).toMatchObject({ pendingRating: null, chat: { view: { rating: "good" } } });
  const [chat] = [...server.chats.values()];
  expect(chat?.log.filter(({ type }) => type === "ChatRated")).toHaveLength(1);
});

test("[RA7] an ended chat is shown again on the next page, whole, and can be rated, for a day", () => {
  const client = open();
  client.send("bonjour");
  settle();
  serve();
  settle();
  client.endChat();
  settle();
  client.close();
  const next = open();
  settle();
  expect(next.state.chat).toEqual(client.state.chat);
  next.rate("bad");
  settle();
  expect(next.state.chat?.view).toMatchObject({ status: "ended", rating: "bad" });
  next.close();
  clock.advance(24 * 3_600_000);
  const late = open();
  settle();
  expect(late.state.connection.kind).toBe("online");
  expect(late.state.chat).toBeNull();
});

test("[RA7] the open chat, not the ended one before it, is shown on the next page", () => {
  const client = open();
  client.send("bonjour");
  settle();
  client.endChat();
  settle();
  client.send("encore");
  settle();
  client.close();
  const next = open();
  settle();
  expect(texts(next)).toEqual(["encore"]);
});
