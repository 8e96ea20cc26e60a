import type { AgentId } from "@causerie/domain";
import { beforeEach, expect, test } from "vitest";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork, type SimulatedTab } from "./testing/index.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";
import type { VisitorClient } from "./types.ts";
import { connectVisitor } from "./visitor.ts";

const page = { url: "https://shop.example/", title: "Shop" };
const camille = { kind: "agent", agentId: 7 as AgentId, name: "Camille" } as const;

const token = `v1_${"t".repeat(60)}`;

let clock: SimulatedClock;
let network: SimulatedNetwork;
let server: ScriptedServer;
let tab: SimulatedTab;
let client: VisitorClient;

function settle(ms: number): void {
  clock.advance(ms);
  network.flush();
}

const texts = ({ state }: VisitorClient) =>
  (state.chat?.entries ?? []).flatMap((entry) => (entry.type === "MessageSent" ? [entry.text] : []));

const started = { type: "ChatStarted", by: "visitor", seq: 1, at: 1 };
const message = (seq: number, text = `m${seq}`) => ({
  type: "MessageSent",
  messageId: `message-${seq}`,
  from: camille,
  text,
  seq,
  at: seq,
});
const snapshot = (upTo: number, ...entries: object[]) => ({
  kind: "snapshot",
  chatId: "c1",
  upTo,
  view: { status: "served", agents: [camille] },
  entries,
  hasOlder: false,
});
const welcome = (...chats: object[]) => ({
  t: "welcome",
  v: 1,
  token,
  visitor: { visitorId: "visitor-1", number: 1, name: null },
  chats,
  pingMs: 15_000,
});
const tell = (...frames: { t: string; [field: string]: unknown }[]) => {
  for (const frame of frames) server.connection.send(frame);
  network.flush();
};
const events = (from: number, upTo: number, ...entries: object[]) => ({
  t: "events",
  chatId: "c1",
  from,
  upTo,
  entries,
});

beforeEach(() => {
  clock = new SimulatedClock();
  server = new ScriptedServer();
  network = new SimulatedNetwork(server.accept);
  tab = new SimulatedBrowser({ name: "visitor", clock, network }).openTab();
  const { environment } = tab;
  client = connectVisitor({
    url: "wss://x/visitor",
    key: "k1",
    page,
    referrer: "",
    language: "fr",
    environment,
  });
  settle(100);
  tell(welcome(snapshot(2, started, message(2))));
});

test("[DL8] a delivery that overlaps what is held adds only what is new; a repeated one nothing", () => {
  tell(events(1, 4, message(2), message(3), message(4)));
  expect(texts(client)).toEqual(["m2", "m3", "m4"]);
  const before = client.state;
  tell(events(2, 4, message(3), message(4)), events(0, 1, started));
  expect(client.state).toBe(before);
  tell(events(4, 6));
  expect(client.state.chat?.upTo).toBe(6);
  expect(client.state.chat?.entries).toBe(before.chat?.entries);
});

test("[DL8] a gap is never guessed over: everything is asked for anew", () => {
  tell(events(3, 4, message(4)));
  expect(texts(client)).toEqual(["m2"]);
  expect(client.state.connection).toEqual({ kind: "connecting" });
  settle(1_000);
  expect(server.connections).toHaveLength(2);
  expect(server.connection.heard[0]).toMatchObject({ t: "hello", chats: [{ chatId: "c1", upTo: 2 }] });
  tell(welcome({ kind: "resumed", chatId: "c1", from: 2, upTo: 4, entries: [message(3), message(4)] }));
  expect(texts(client)).toEqual(["m2", "m3", "m4"]);
});

test("[DL9] a snapshot keeps the entries before it when none is missing between", () => {
  tell(events(2, 5, message(3), message(4), message(5)));
  network.newest.cut();
  settle(1_000);
  tell(welcome({ ...snapshot(8, message(6), message(7), message(8)), hasOlder: true }));
  expect(texts(client)).toEqual(["m2", "m3", "m4", "m5", "m6", "m7", "m8"]);
  expect(client.state.chat?.hasOlder).toBe(false);
  tell({ t: "chat", chat: { ...snapshot(12, message(11), message(12)), hasOlder: true } });
  expect(texts(client)).toEqual(["m11", "m12"]);
  expect(client.state.chat?.hasOlder).toBe(true);
});

test("[DL9] a store that was set back takes its reader with it; a late snapshot does not", () => {
  tell(events(2, 5, message(3), message(4), message(5)));
  tell({ t: "chat", chat: snapshot(4, started, message(2), message(3), message(4)) });
  expect(client.state.chat?.upTo).toBe(5);
  network.newest.cut();
  settle(1_000);
  tell(welcome(snapshot(3, message(3, "another three"))));
  expect(texts(client)).toEqual(["another three"]);
});

test("[DL9] a chat that the welcome does not name is dropped", () => {
  network.newest.cut();
  settle(1_000);
  expect(client.state.chat).not.toBeNull();
  tell(welcome());
  expect(client.state.chat).toBeNull();
});

test("an older page that does not join what is held is left out", () => {
  tell({ t: "older", chatId: "c1", before: 9, entries: [message(8)], hasOlder: true });
  expect(texts(client)).toEqual(["m2"]);
  expect(client.state.chat?.hasOlder).toBe(false);
});

test("[VS4] frames and events that it does not know change nothing but the head", () => {
  const { view } = client.state.chat ?? {};
  tell({ t: "weather" }, events(2, 3, { type: "ChatRated", seq: 3, at: 3 }));
  expect(client.state.chat).toMatchObject({ upTo: 3, view });
  expect(client.state.connection).toEqual({ kind: "online" });
});

test("the hello says what is true now, cut to what the protocol takes", () => {
  client.showPage({ url: `https://x/${"a".repeat(3_000)}`, title: `${"b".repeat(299)}😀` });
  client.setIdle(true);
  client.setCart({ items: 2, total: 9.5, currency: "EUR" });
  client.setPanel(true);
  network.flush();
  expect(server.connection.types).toEqual(["hello", "page", "idle", "cart", "panel"]);
  network.newest.cut();
  client.look();
  settle(1_000);
  const [hello] = server.connection.heard;
  expect(hello).toMatchObject({
    key: "k1",
    idle: true,
    cart: { total: 9.5 },
    panel: true,
    token,
    language: "fr",
  });
  expect(hello?.page).toEqual({ url: `https://x/${"a".repeat(1_990)}`, title: "b".repeat(299) });
  client.setPanel(false);
  tell(welcome());
  expect(server.connection.types).toEqual(["hello", "panel", "look"]);
});

test("typing is said at most every 3 s, and its end 5 s after the last input, or when it is sent", () => {
  const said = () => server.connection.heard.filter(({ t }) => t === "typing").map(({ on }) => on);
  for (let tenth = 0; tenth < 35; tenth += 1) {
    client.typing();
    settle(100);
  }
  expect(said()).toEqual([true, true]);
  settle(4_899);
  expect(said()).toEqual([true, true]);
  settle(1);
  expect(said()).toEqual([true, true, false]);
  client.typing();
  client.send("voilà");
  settle(10_000);
  expect(said()).toEqual([true, true, false, true, false]);
});

test("who types is shown until they stop, write, or are not heard of for 8 s", () => {
  const typing = (name: string, on: boolean) => ({ t: "typing", chatId: "c1", name, on });
  tell(typing("Camille", true), typing("Noor", true), typing("Camille", true));
  expect(client.state.chat?.typing).toEqual(["Camille", "Noor"]);
  tell(events(2, 3, message(3)));
  expect(client.state.chat?.typing).toEqual(["Noor"]);
  settle(5_000);
  tell(typing("Noor", true));
  settle(7_999);
  expect(client.state.chat?.typing).toEqual(["Noor"]);
  settle(1);
  expect(client.state.chat?.typing).toEqual([]);
  tell(typing("Noor", true), typing("Noor", false));
  expect(client.state.chat?.typing).toEqual([]);
});

test("a client that is closed says nothing more", () => {
  client.close();
  client.send("too late");
  client.typing();
  tab.wake();
  settle(60_000);
  expect(client.state.connection).toEqual({ kind: "stopped", because: "closed" });
  expect(server.connections).toHaveLength(1);
  expect(server.connection.types).toEqual(["hello"]);
});
