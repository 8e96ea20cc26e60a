import { isOpen, visibleTo, visitorViewOf } from "@causerie/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TinyChat } from "./testing/tiny-chats.ts";
import { type Step, World } from "./testing/world.ts";

const at = fc.nat({ max: 11 });
const to = fc.constantFrom("toServer", "toClient");
const of = <Name extends Step["do"]>(name: Name) => fc.record({ do: fc.constant(name), at });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: of("visitor writes") },
  { weight: 5, arbitrary: of("agent writes") },
  { weight: 4, arbitrary: of("agent serves") },
  { weight: 1, arbitrary: of("agent leaves") },
  { weight: 1, arbitrary: of("agent ends") },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("visitor ends") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("colleague serves") }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("colleague writes") }) },
  {
    weight: 40,
    arbitrary: fc.record({ do: fc.constant("deliver"), at, to, count: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("flush") }) },
  { weight: 6, arbitrary: of("cut") },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("stall"), at, to }) },
  { weight: 1, arbitrary: of("reload") },
  { weight: 1, arbitrary: of("crash") },
  { weight: 1, arbitrary: of("hide") },
  { weight: 1, arbitrary: of("wake") },
  { weight: 2, arbitrary: of("older") },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant("wait"), ms: fc.constantFrom(60, 300, 2_000, 20_000) }),
  },
);

/** What happened in all runs together: a law about nothing holds always. */
const seen = { messages: 0, repeats: 0, chats: 0, compared: 0, longest: 0 };

test("[DL7] [DL12] [DL13] [DL14] whatever the network and the tabs do, every message is there once, in its order, and all replicas agree with the server", () => {
  const randoms = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 200, size: "max" }), randoms, (steps, random) => {
      const world = new World(() => random.next().value);
      for (const each of steps) world.take(each);
      world.calm();
      world.loadAllOlder();
      expectMessagesOnce(world);
      expectVisitorsAgree(world);
      expectAgentsAgree(world);
    }),
    { numRuns: 1_000 },
  );
  expect(seen.messages).toBeGreaterThan(4_000);
  expect(seen.repeats).toBeGreaterThan(100);
  expect(seen.chats).toBeGreaterThan(300);
  expect(seen.compared).toBeGreaterThan(500);
  expect(seen.longest).toBeGreaterThan(20);
}, 120_000);

function messagesIn({ log }: TinyChat): string[] {
  return log.flatMap((event) => (event.type === "MessageSent" ? [event.text] : []));
}

/** A visitor's message always finds a chat; an agent's may come too late for its own, and is then refused. */
function expectMessagesOnce({ server, written }: World): void {
  const texts = [...server.chats.values()]
    .flatMap(messagesIn)
    .filter((text) => !text.startsWith("colleague"));
  expect(new Set(texts).size).toBe(texts.length);
  for (const [author, own] of written) {
    const arrived = texts.filter((text) => text.startsWith(`${author}:`));
    const expected = author.startsWith("visitor") ? own : own.filter((text) => arrived.includes(text));
    // An agent has one order for each chat.
    if (author.startsWith("visitor")) expect(arrived).toEqual(expected);
    else for (const chat of server.chats.values()) expectInOrder(messagesIn(chat), expected);
  }
  seen.messages += texts.length;
  seen.repeats += server.repeats;
  seen.chats += server.chats.size;
}

function expectInOrder(texts: string[], order: string[]): void {
  const places = texts.map((text) => order.indexOf(text)).filter((place) => place >= 0);
  expect(places).toEqual([...places].sort((one, other) => one - other));
}

function expectVisitorsAgree({ server, visitors }: World): void {
  const open = [...server.chats.values()].find(({ state }) => isOpen(state));
  for (const { client } of visitors) {
    const { connection, pending, chat } = client.state;
    expect(connection).toEqual({ kind: "online" });
    expect(pending).toEqual([]);
    if (open) expect(chat?.chatId).toBe(open.chatId);
    if (!chat) continue;
    const { log, state } = chatOf(server.chats, chat.chatId);
    const visible = log.map((event) => visibleTo("visitor", event)).filter((event) => event !== null);
    expect(chat).toMatchObject({ upTo: log.length, hasOlder: false, loadingOlder: false });
    expect(chat.entries).toEqual(visible);
    expect(chat.view).toEqual(visitorViewOf(state));
    seen.compared += 1;
    seen.longest = Math.max(seen.longest, log.length);
  }
}

function expectAgentsAgree({ server, agents }: World): void {
  const served = [...server.chats.values()].filter(
    ({ state }) => state.status === "served" && state.agents.some(({ agentId }) => agentId === 7),
  );
  for (const { client } of agents) {
    const { connection, chats } = client.state;
    expect(connection).toEqual({ kind: "online" });
    for (const { chatId } of served) expect(chats.get(chatId)?.mine).toBe(true);
    for (const chat of chats.values()) {
      const { log, state } = chatOf(server.chats, chat.chatId);
      expect(chat).toMatchObject({ upTo: log.length, hasOlder: false, loadingOlder: false });
      expect(chat.entries).toEqual(log);
      expect(chat.view).toEqual(state);
      expect(chat.pending.filter((line) => line.state.kind === "sending")).toEqual([]);
      seen.compared += 1;
    }
  }
}

function chatOf(chats: World["server"]["chats"], chatId: string): TinyChat {
  const chat = chats.get(chatId);
  if (!chat) throw new Error(`the server has no ${chatId}`);
  return chat;
}
