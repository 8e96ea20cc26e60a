import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, newToken, type TestNode, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  openScene,
  pass,
  type Replica,
  replicaOf,
  type Scene,
  servedVisitor,
  storedLog,
  until,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** A chat in which hidden events stand among the visible ones. */
async function storied(node: TestNode) {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(node, account, token);
  await acked(visitor, { type: "SendMessage", text: "One" });
  await leave(node, [visitor], visitorIdOf(visitor));
  await pass(node, 10_000);
  const back = await visitorSocket(node, account, token);
  await acked(back, { type: "SendMessage", text: "Two" });
  await acked(agent, { type: "LeaveChat", chatId });
  await acked(back, { type: "SendMessage", text: "Three" });
  return { account, token, chatId, agent, back };
}

test("[DL8] from every number a visitor resumes to what a snapshot shows, hidden events counted", async () => {
  const { account, token, chatId } = await storied(scene.newNode());
  const log = await storedLog(scene.pool, chatId);
  expect(log.map(({ type }) => type)).toContain("VisitorGone");
  const whole = replicaOf(await visitorSocket(scene.node, account, token), chatId);
  expect(whole.upTo).toBe(log.length);
  for (let upTo = 0; upTo <= log.length; upTo += 1) {
    const held: Replica = { ...whole, upTo, entries: whole.entries.filter(({ seq }) => seq <= upTo) };
    const socket = await visitorSocket(scene.node, account, token, { chats: [{ chatId, upTo }] });
    expect((await socket.welcome()).chats).toMatchObject([{ kind: "resumed", from: upTo, upTo: log.length }]);
    expect(replicaOf(socket, chatId, held)).toEqual(whole);
    socket.cut();
  }
});

test("[DL8] from every number an agent resumes to the whole log, in the chat or out of it", async () => {
  const { account, chatId } = await storied(scene.newNode());
  const log = await storedLog(scene.pool, chatId);
  for (const index of [0, 1]) {
    for (let upTo = 0; upTo <= log.length; upTo += 1) {
      const held: Replica = { upTo, entries: log.slice(0, upTo), view: null };
      const socket = await agentSocket(scene.node, agentOf(account, index), [{ chatId, upTo }]);
      expect(replicaOf(socket, chatId, held)).toEqual({ upTo: log.length, entries: log, view: null });
      socket.cut();
    }
  }
});

test("[DL8] a live reader is told the number of an event that it may not see", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const node = scene.newNode();
  const { visitor, chatId } = await waitingVisitor(node, account, token);
  // Another node, whose tab is not heard of by the node that sweeps.
  const reader = await visitorSocket(scene.node, account, token);
  await node.context.perform.onChat(
    { accountId: account.accountId, actor: "system", commandId: "gone-1" as never },
    chatId,
    {
      type: "RecordVisitorGone",
    },
  );
  const told = await visitor.frame(({ t, from }) => t === "events" && from === 3);
  expect(told).toEqual({ t: "events", chatId, from: 3, upTo: 4, entries: [] });
  await until(() => replicaOf(reader, chatId).upTo >= 4);
});

test("[DL9] a reader who is too far behind gets a snapshot of the last hundred, and pages to the beginning", async () => {
  const { chatId, account, token, visitor } = await longChat(450);
  // So much in no time is more than one may [LI1].
  scene.node.now.ms += 20_000;
  for (const held of [[], [{ chatId, upTo: 3 }], [{ chatId, upTo: 9999 }]]) {
    const socket = await visitorSocket(scene.node, account, token, { chats: held });
    expect((await socket.welcome()).chats).toMatchObject([
      { kind: "snapshot", chatId, upTo: 453, hasOlder: true },
    ]);
    expect(seqsOf(replicaOf(socket, chatId).entries)).toEqual(range(354, 453));
    socket.cut();
  }
  const near = await visitorSocket(scene.node, account, token, { chats: [{ chatId, upTo: 400 }] });
  expect((await near.welcome()).chats).toMatchObject([{ kind: "resumed", from: 400, upTo: 453 }]);
  const pages: number[][] = [];
  for (let before = 354; before > 1; before = pages.at(-1)?.[0] ?? 1) {
    visitor.tell({ t: "older", chatId, before });
    const page = await visitor.frame((frame) => frame.t === "older" && frame.before === before);
    pages.push(seqsOf(page.entries as { seq: number }[]));
    expect(page.hasOlder).toBe(pages.at(-1)?.[0] !== 1);
  }
  expect(pages.reverse().flat()).toEqual(range(1, 353));
});

test("[LI17] a page that is asked for many times at once is read and sent once, and can be asked for again", async () => {
  const { chatId, visitor } = await longChat(130);
  const pages = () => visitor.frames.filter(({ t }) => t === "older").length;
  for (let time = 0; time < 50; time += 1) visitor.tell({ t: "older", chatId, before: 34 });
  await scene.node.context.work.finished();
  expect(pages()).toBe(1);
  visitor.tell({ t: "older", chatId, before: 34 });
  await scene.node.context.work.finished();
  expect(pages()).toBe(2);
});

test("[DL9] a node that has just started serves the same snapshot as one that saw it all", async () => {
  const { chatId, account, token } = await longChat(130);
  const before = replicaOf(await visitorSocket(scene.node, account, token), chatId);
  const after = replicaOf(await visitorSocket(scene.newNode(), account, token), chatId);
  expect(after).toEqual(before);
});

test("[DL8] a reader who was further on another node is not set back", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await waitingVisitor(scene.node, account, token);
  const deaf = scene.newDeafNode();
  await visitorSocket(deaf, account, token);
  await acked(visitor, { type: "SendMessage", text: "More" });
  const socket = await visitorSocket(deaf, account, token, { chats: [{ chatId, upTo: 4 }] });
  expect((await socket.welcome()).chats).toEqual([
    { kind: "resumed", chatId, from: 4, upTo: 4, entries: [] },
  ]);
});

test("[DL9] a chat that the agent is out of is dropped, and so is one that is named and is not there", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const otherTab = await agentSocket(scene.node, agentOf(account));
  await acked(agent, { type: "LeaveChat", chatId });
  expect(await otherTab.frame(({ t }) => t === "dropped")).toEqual({ t: "dropped", chatId });
  const later = await agentSocket(scene.node, agentOf(account), [{ chatId: "2601.1.nowhere", upTo: 5 }]);
  expect((await later.welcome()).chats).toEqual([]);
});

test("[DL8] a socket that leaves while it is being greeted is held by nothing", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { chatId } = await servedVisitor(scene.node, account, token);
  const chat = await scene.node.context.chats.get(account.accountId, chatId);
  const readers = chat?.subscribers.size;
  const hasty = visitorSocket(scene.node, account, token);
  const cut = visitorSocket(scene.node, account, token);
  (await hasty).cut();
  (await cut).cut();
  expect(chat?.subscribers.size).toBe(readers);
});

async function longChat(messages: number) {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await waitingVisitor(scene.node, account, token);
  for (let index = 0; index < messages; index += 1)
    await acked(visitor, { type: "SendMessage", text: `Message ${index}` });
  return { account, token, visitor, chatId };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function seqsOf(entries: { seq: number }[]): number[] {
  return entries.map(({ seq }) => seq);
}
