import { beforeEach, expect, test } from "vitest";
import { connectAgent } from "./agent.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import type { TinyChat } from "./testing/tiny-chats.ts";
import { agentRef, TinyServer } from "./testing/tiny-server.ts";
import type { AgentClient } from "./types.ts";

const me = agentRef(7);
const noor = agentRef(9);

let clock: SimulatedClock;
let network: SimulatedNetwork;
let server: TinyServer;
let client: AgentClient;
let chat: TinyChat;

beforeEach(() => {
  clock = new SimulatedClock();
  server = new TinyServer(() => clock.now());
  network = new SimulatedNetwork(server.accept);
  const { environment } = new SimulatedBrowser({ name: "agent", clock, network }).openTab();
  client = connectAgent({ url: `wss://x/agent/${me.agentId}`, account: 1, environment });
  settle();
  const visitor = server.visitorOf("Anna");
  chat = server.newChat(visitor);
  server.execute(chat, {
    type: "RequestChat",
    visitor,
    departmentId: null,
    messageId: "first-one",
    text: "Anna asks",
  });
  server.execute(chat, { type: "ServeChat", agent: noor });
  server.execute(chat, { type: "WriteNote", agent: noor, messageId: "note-one", text: "ask Camille" });
});

function settle(ms = 100): void {
  clock.advance(ms);
  network.flush();
}

function invite(andLeave = false): void {
  server.execute(chat, { type: "InviteAgent", by: noor, invitee: me, andLeave });
  settle();
}

const held = () => client.state.chats.get(chat.chatId);

test("[WT2] a chat that I am invited to is held with its whole log, and is not mine until I open it", async () => {
  expect(held()).toBeUndefined();
  invite();
  expect(held()).toMatchObject({ mine: false, invitation: { by: noor, handsOver: false } });
  expect(held()?.entries.map(({ type }) => type)).toEqual(chat.log.map(({ type }) => type));
  const answer = client.acceptInvitation(chat.chatId);
  settle();
  await expect(answer).resolves.toEqual({ ok: true, chatId: chat.chatId });
  expect(held()).toMatchObject({ mine: true, invitation: null });
});

test("[WT2] an invitation survives a lost connection, and reading the chat without opening it", () => {
  invite(true);
  network.newest.cut();
  settle(1_000);
  expect(held()?.invitation).toMatchObject({ handsOver: true });
  client.openChat(chat.chatId);
  settle();
  client.closeChat(chat.chatId);
  settle();
  expect(held()?.invitation).toMatchObject({ handsOver: true });
});

test("[WT2] a declined invitation takes the chat away; one that I look at stays before me", () => {
  invite();
  void client.declineInvitation(chat.chatId);
  settle();
  expect(held()).toBeUndefined();
  invite();
  client.openChat(chat.chatId);
  settle();
  server.execute(chat, { type: "EndChat", by: { kind: "visitor" } });
  settle();
  expect(held()).toMatchObject({ mine: false, invitation: null, view: { status: "ended" } });
});

test("[WT4] a colleague's note and file are unread like a message, my own are not", () => {
  invite();
  void client.acceptInvitation(chat.chatId);
  settle();
  client.markRead(chat.chatId);
  server.execute(chat, { type: "WriteNote", agent: noor, messageId: "note-two", text: "here" });
  client.writeNote(chat.chatId, "mine");
  settle();
  expect(held()?.unread).toBe(1);
  const file = { fileId: "f1" as never, name: "a.pdf", mime: "application/pdf", sizeBytes: 1, image: null };
  server.execute(chat, {
    type: "SendMessage",
    from: { kind: "agent", ...noor },
    messageId: "file-one",
    file,
  });
  settle();
  expect(held()?.unread).toBe(2);
});
