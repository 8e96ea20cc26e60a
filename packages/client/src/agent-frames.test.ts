import type { VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import { beforeEach, expect, test } from "vitest";
import { connectAgent } from "./agent.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";
import { agentRef } from "./testing/tiny-server.ts";
import type { AgentClient } from "./types.ts";

const me = { agentId: 7, name: "Camille", email: "camille@example.org", status: "online" };
const view = { status: "waiting", queueNumber: 1, agents: [], invitations: [] };

let clock: SimulatedClock;
let network: SimulatedNetwork;
let server: ScriptedServer;
let client: AgentClient;

beforeEach(() => {
  clock = new SimulatedClock();
  server = new ScriptedServer();
  network = new SimulatedNetwork(server.accept);
  const { environment } = new SimulatedBrowser({ name: "agent", clock, network }).openTab();
  client = connectAgent({ url: "wss://x/agent", account: 1, environment });
  network.flush();
  tell(welcome());
});

function tell(...frames: { t: string; [field: string]: unknown }[]): void {
  for (const frame of frames) server.connection.send(frame);
  network.flush();
}

function reconnect(...frames: { t: string; [field: string]: unknown }[]): void {
  network.newest.cut();
  clock.advance(1_000);
  network.flush();
  tell(...frames);
}

const welcome = (more: object = {}) => ({
  t: "welcome",
  v: 1,
  me,
  colleagues: [],
  chats: [],
  reads: [],
  queue: { count: 1, oldest: { chatId: "c1", since: 5 }, onlyExcluded: 0 },
  visitorsHere: 3,
  unread: 2,
  pingMs: 15_000,
  ...more,
});
const heard = (type: string) => server.connection.heard.filter(({ t }) => t === type);

const windowAt = (offset: number): VisitorWindow => ({
  search: "",
  sort: { column: "onSite", descending: true },
  offset,
  limit: 3,
});
// The client reads only the id of a row.
const row = (visitorId: string, visits = 1) => ({ visitorId, visits }) as VisitorRow;
const frameOf = (watch: number, order: WindowFrame["order"], ...rows: VisitorRow[]) => ({
  t: "visitors",
  watch,
  total: 9,
  lines: 10,
  order,
  rows,
  groups: [{ key: "active", count: rows.length, isCollapsed: false }],
});
const put = (from: number, drop: number, ...add: WindowFrame["order"]["add"]) => ({ from, drop, add });
const shown = () =>
  client.state.window?.shown.map((line) => (line.kind === "visitor" ? line.row : line.group.key));

test("the account's figures follow the server", () => {
  expect(client.state).toMatchObject({
    me,
    queue: { count: 1 },
    visitorsHere: 3,
    unreadMessages: 2,
    colleagues: [],
  });
  const colleague = { agentId: 9, name: "Noor", email: "n@example.org", status: "away", connected: true };
  tell(
    { t: "queue", queue: { count: 0, oldest: null, onlyExcluded: 0 } },
    { t: "here", count: 4 },
    { t: "colleagues", colleagues: [colleague] },
    { t: "status", status: "away" },
    { t: "weather" },
  );
  expect(client.state).toMatchObject({
    me: { ...me, status: "away" },
    queue: { count: 0 },
    visitorsHere: 4,
    colleagues: [colleague],
  });
});

test("[VI6] a window is merged from what changed in its order and the rows that changed", () => {
  client.watchVisitors(windowAt(0));
  expect(client.state.window).toBeNull();
  tell(frameOf(1, put(0, 0, { group: "active" }, "a", "b", "c"), row("a"), row("b"), row("c")));
  expect(client.state.window).toMatchObject({ total: 9, lines: 10, offset: 0, groupBy: null });
  expect(shown()).toEqual(["active", row("a"), row("b"), row("c")]);
  const before = client.state.window?.shown ?? [];
  tell({ ...frameOf(1, put(1, 2, "d", "a"), row("d"), row("a", 2)), groups: [] });
  expect(shown()).toEqual(["active", row("d"), row("a", 2), row("c")]);
  expect(client.state.window?.shown[0]).toBe(before[0]);
  expect(client.state.window?.shown[3]).toBe(before[3]);
});

test("[VI6] frames of the window before are not taken for the new one", () => {
  client.watchVisitors(windowAt(0));
  tell(frameOf(1, put(0, 0, "a", "b"), row("a"), row("b")));
  client.watchVisitors(windowAt(3));
  tell(frameOf(1, put(0, 2)));
  expect(shown()).toEqual([row("a"), row("b")]);
  tell(frameOf(2, put(0, 0, "d"), row("d")));
  expect(shown()).toEqual([row("d")]);
  client.watchVisitors({ ...windowAt(3), search: "paris" });
  tell(frameOf(2, put(1, 0, "e"), row("e")));
  expect(shown()).toEqual([row("d")]);
  // Their rows are: the server does not send them twice.
  tell(frameOf(3, put(0, 0, "e", "d")));
  expect(shown()).toEqual([row("e"), row("d")]);
  tell(frameOf(3, put(0, 2)));
  expect(client.state.window).toMatchObject({ offset: 3, shown: [] });
  client.watchVisitors(null);
  expect(client.state.window).toBeNull();
  tell(frameOf(3, put(0, 0, "d"), row("d")), frameOf(4, put(0, 0, "d"), row("d")));
  expect(client.state.window).toBeNull();
  network.flush();
  expect(heard("watch").map(({ window }) => window)).toHaveLength(4);
});

test("[VI6] what is watched is watched again after a reconnect", () => {
  client.watchVisitors(windowAt(3));
  client.watchDetails(["a", "b"]);
  tell(frameOf(1, put(0, 0, "d"), row("d")));
  reconnect(welcome());
  expect(heard("watch")).toMatchObject([{ id: 2, window: { offset: 3 } }]);
  expect(heard("details")).toEqual([{ t: "details", visitorIds: ["a", "b"] }]);
  expect(shown()).toEqual([row("d")]);
  tell(frameOf(2, put(0, 0, "e"), row("e")));
  expect(shown()).toEqual([row("e")]);
});

test("details are those that are watched", () => {
  client.watchDetails(["a", "b"]);
  tell(
    { t: "details", visitor: { visitorId: "a", notes: "" } },
    { t: "details", visitor: { visitorId: "z", notes: "" } },
    { t: "details", visitor: { visitorId: "a", notes: "new" } },
  );
  expect([...client.state.details]).toEqual([["a", { visitorId: "a", notes: "new" }]]);
  client.watchDetails(["b"]);
  expect(client.state.details.size).toBe(0);
});

test("my status shows at once, and is said again until the server says so too", () => {
  client.setStatus("invisible");
  expect(client.state.me?.status).toBe("invisible");
  reconnect(welcome());
  expect(client.state.me?.status).toBe("invisible");
  expect(heard("status")).toEqual([{ t: "status", status: "invisible" }]);
  tell({ t: "status", status: "invisible" });
  reconnect(welcome({ me: { ...me, status: "away" } }));
  expect(client.state.me?.status).toBe("away");
  expect(heard("status")).toEqual([]);
});

test("[DO2] when somebody else has signed in meanwhile, it stops", () => {
  reconnect(welcome({ me: { ...me, agentId: 8 } }));
  expect(client.state.connection).toEqual({ kind: "stopped", because: "refused" });
  expect(client.state.me?.agentId).toBe(7);
});

test("[DL8] a gap asks anew; a resumption that does not fit asks for a snapshot", () => {
  const chat = { kind: "snapshot", chatId: "c1", upTo: 2, view, entries: [], hasOlder: false };
  client.openChat("c1");
  tell({ t: "chat", chat });
  tell({ t: "events", chatId: "c1", from: 3, upTo: 4, entries: [] });
  expect(client.state.connection).toEqual({ kind: "connecting" });
  clock.advance(1_000);
  network.flush();
  expect(heard("hello")).toMatchObject([{ chats: [{ chatId: "c1", upTo: 2 }] }]);
  tell(welcome({ chats: [{ kind: "resumed", chatId: "c1", from: 3, upTo: 4, entries: [] }] }));
  clock.advance(1_000);
  network.flush();
  expect(heard("hello")).toMatchObject([{ chats: [] }]);
  tell(welcome());
  expect(heard("open")).toEqual([{ t: "open", chatId: "c1" }]);
});

test("[DL9] a chat that the welcome does not name is dropped; one that I look at is asked for again", () => {
  const chat = { kind: "snapshot", upTo: 2, entries: [], hasOlder: false };
  const served = { ...view, status: "served", agents: [agentRef(7)] };
  client.openChat("c2");
  tell(
    { t: "chat", chat: { ...chat, chatId: "c1", view: served } },
    { t: "chat", chat: { ...chat, chatId: "c2", view } },
  );
  expect([...client.state.chats.keys()]).toEqual(["c1", "c2"]);
  reconnect(welcome());
  expect(client.state.chats.size).toBe(0);
  network.flush();
  expect(heard("open")).toEqual([{ t: "open", chatId: "c2" }]);
  tell({ t: "dropped", chatId: "c2" });
  reconnect(welcome());
  expect(heard("open")).toEqual([]);
});

test("a chat that I joined without its log is asked for", () => {
  const joined = { type: "AgentJoined", agent: agentRef(7), seq: 4, at: 4 };
  tell({ t: "events", chatId: "c1", from: 2, upTo: 3, entries: [] });
  expect(client.state.connection).toEqual({ kind: "online" });
  tell({ t: "events", chatId: "c1", from: 3, upTo: 4, entries: [joined] });
  expect(client.state.connection).toEqual({ kind: "connecting" });
});

test("typing goes by chat, out and in", () => {
  const chat = { kind: "snapshot", chatId: "c1", upTo: 2, view, entries: [], hasOlder: false };
  client.openChat("c1");
  tell({ t: "chat", chat }, { t: "typing", chatId: "c1", name: null, on: true });
  expect(client.state.chats.get("c1")?.typing).toEqual([null]);
  clock.advance(8_000);
  expect(client.state.chats.get("c1")?.typing).toEqual([]);
  client.typing("c1");
  client.typing("c2");
  client.send("c1", "done");
  network.flush();
  expect(heard("typing").map(({ chatId, on }) => [chatId, on])).toEqual([
    ["c1", true],
    ["c2", true],
    ["c1", false],
  ]);
});

test("[WT1] typing a note says so; to go over to a message ends it first", () => {
  client.typing("c1", true);
  client.typing("c1", true);
  client.typing("c1");
  client.writeNote("c1", "done");
  network.flush();
  expect(heard("typing").map(({ on, isNote }) => ({ on, isNote }))).toEqual([
    { on: true, isNote: true },
    { on: false, isNote: true },
    { on: true, isNote: false },
    { on: false, isNote: false },
  ]);
});

test("a note that arrives ends the typing of whoever wrote it, and so does leaving", () => {
  const chat = { kind: "snapshot", chatId: "c1", upTo: 2, view, entries: [], hasOlder: false };
  const noor = agentRef(9);
  client.openChat("c1");
  tell({ t: "chat", chat }, { t: "typing", chatId: "c1", name: noor.name, on: true });
  expect(client.state.chats.get("c1")?.typing).toEqual([noor.name]);
  const note = { type: "NoteWritten", messageId: "note-1", agent: noor, text: "psst", seq: 3, at: 3 };
  tell({ t: "events", chatId: "c1", from: 2, upTo: 3, entries: [note] });
  expect(client.state.chats.get("c1")?.typing).toEqual([]);
  const left = { type: "AgentLeft", agent: noor, seq: 4, at: 4 };
  tell({ t: "typing", chatId: "c1", name: noor.name, on: true });
  tell({ t: "events", chatId: "c1", from: 3, upTo: 4, entries: [left] });
  expect(client.state.chats.get("c1")?.typing).toEqual([]);
});

test("[TE8] a group that I leave goes at once, also while I look at it, and is not asked for again", () => {
  const members = [agentRef(7), agentRef(8), agentRef(9)];
  const team = { status: "team", isGroup: true, members, startedAt: 1 };
  client.openChat("c1");
  tell({ t: "chat", chat: { kind: "snapshot", chatId: "c1", upTo: 1, view: team, entries: [] } });
  expect(client.state.chats.get("c1")?.mine).toBe(true);
  const left = { type: "AgentLeft", agent: agentRef(7), seq: 2, at: 2 };
  tell({ t: "events", chatId: "c1", from: 1, upTo: 2, entries: [left] });
  expect([...client.state.chats.keys()]).toEqual([]);
  reconnect(welcome());
  network.flush();
  expect(heard("open")).toEqual([]);
});

test("unchanged chats stay the same objects", () => {
  const chat = { kind: "snapshot", upTo: 2, view, entries: [], hasOlder: false };
  client.openChat("c1");
  client.openChat("c2");
  tell({ t: "chat", chat: { ...chat, chatId: "c1" } }, { t: "chat", chat: { ...chat, chatId: "c2" } });
  const [one, two] = [...client.state.chats.values()];
  client.send("c1", "hello");
  expect(client.state.chats.get("c1")).not.toBe(one);
  expect(client.state.chats.get("c2")).toBe(two);
});
