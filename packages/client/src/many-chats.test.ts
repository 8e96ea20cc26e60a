import { MOST_CHATS_NAMED as MOST } from "@causerie/protocol/version";
import { beforeEach, expect, test } from "vitest";
import { connectAgent } from "./agent.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";
import { agentRef } from "./testing/tiny-server.ts";
import type { AgentClient } from "./types.ts";

type Frame = { t: string; [field: string]: unknown };

const served = { status: "served", agents: [agentRef(7)], invitations: [] };

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

const welcome = (chats: object[] = []) => ({
  t: "welcome",
  v: 1,
  me: { agentId: 7, name: "Camille", email: "camille@example.org", status: "online" },
  colleagues: [],
  chats,
  reads: [],
  queue: { count: 0, oldest: null, onlyExcluded: 0 },
  visitorsHere: 3,
  unread: 0,
  pingMs: 15_000,
});

const snapshot = (chatId: string, view: object) => ({
  kind: "snapshot",
  chatId,
  upTo: 2,
  view,
  entries: [],
  hasOlder: false,
});

const endedAt = (at: number) => ({ ...served, status: "ended", endedAt: at });

function tell(...frames: Frame[]): void {
  for (const frame of frames) server.connection.send(frame);
  network.flush();
}

/** The chats that the next hello names. */
function namedAgain(): string[] {
  network.newest.cut();
  clock.advance(1_000);
  network.flush();
  // As the client made it.
  const named = server.connection.heard[0]?.chats as { chatId: string }[] | undefined;
  return (named ?? []).map(({ chatId }) => chatId);
}

test("[DL18] a dashboard that holds more chats than a hello names comes back with all that go on and the latest that ended", () => {
  // The first that came ended last.
  const ended = Array.from({ length: MOST + 40 }, (_, n) => snapshot(`ended-${n}`, endedAt(10_000 - n)));
  client.openChat("looked-at");
  tell(
    ...[
      snapshot("looked-at", endedAt(1)),
      ...ended,
      snapshot("open-1", served),
      snapshot("open-2", served),
    ].map((chat) => ({ t: "chat", chat })),
  );
  expect(client.state.chats.size).toBe(MOST + 43);
  const named = namedAgain();
  const latest = ended.slice(0, MOST - 3).map(({ chatId }) => chatId);
  expect(new Set(named)).toEqual(new Set(["looked-at", "open-1", "open-2", ...latest]));
  expect(named).toHaveLength(MOST);
  tell(welcome(named.map((chatId) => ({ kind: "resumed", chatId, from: 2, upTo: 2, entries: [] }))));
  expect(client.state.connection).toEqual({ kind: "online" });
  expect(client.state.chats.size).toBe(MOST);
});

test("[DL18] of more open chats than a hello names the others come with the welcome, whole", () => {
  const open = Array.from({ length: MOST + 10 }, (_, n) => snapshot(`open-${n}`, served));
  tell(...open.map((chat) => ({ t: "chat", chat })));
  const named = namedAgain();
  expect(named).toHaveLength(MOST);
  tell(
    welcome(
      open.map((chat) =>
        named.includes(chat.chatId)
          ? { kind: "resumed", chatId: chat.chatId, from: 2, upTo: 2, entries: [] }
          : chat,
      ),
    ),
  );
  expect([...client.state.chats.keys()].sort()).toEqual(open.map(({ chatId }) => chatId).sort());
});
