import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, newToken, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  replicaOf,
  type Scene,
  servedVisitor,
  storedLog,
  until,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[CH1] two tabs that write at the same instant share one chat, and both show all of it", async () => {
  const account = await scene.newAccount();
  for (let round = 0; round < 10; round += 1) {
    const token = newToken();
    const tabs = await Promise.all([token, token].map((one) => visitorSocket(scene.node, account, one)));
    await expectOneChat(tabs);
  }
});

test("[CH1] two tabs on two nodes that write at the same instant share one chat, and both show all of it", async () => {
  const account = await scene.newAccount();
  const nodes = [scene.newNode(), scene.newNode()];
  for (let round = 0; round < 20; round += 1) {
    const token = newToken();
    await expectOneChat(await Promise.all(nodes.map((node) => visitorSocket(node, account, token))));
  }
});

test("[CH1] [CH7] a visitor and an agent who begin at the same instant, on two nodes, are in one chat", async () => {
  const account = await scene.newAccount();
  const [here, there] = [scene.newNode(), scene.newNode()];
  for (let round = 0; round < 20; round += 1) {
    const visitor = await visitorSocket(here, account);
    const agent = await agentSocket(there, agentOf(account));
    const { visitorId } = (await visitor.welcome()).visitor as { visitorId: string };
    const [asked, began] = await Promise.all([
      acked(visitor, { type: "SendMessage", text: "Hello" }),
      acked(agent, { type: "StartChat", visitorId, text: "May I help?" }),
    ]);
    expect(asked.chatId).toBe(began.chatId);
    await expectSame(asked.chatId, [visitor, agent]);
    agent.cut();
  }
});

test("[CH2] a tab that opens later shows the chat, and what one tab writes the other shows", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await waitingVisitor(scene.node, account, token);
  const tabs = [
    visitor,
    await visitorSocket(scene.node, account, token),
    await visitorSocket(scene.newNode(), account, token),
  ];
  for (const [index, tab] of tabs.entries())
    await acked(tab, { type: "SendMessage", text: `From tab ${index}` });
  await expectSame(chatId, tabs);
});

test("[CH3] every tab of the agent gets the chat that one of them serves, on another node too, and loses it together", async () => {
  const account = await scene.newAccount();
  const nodes = [scene.node, scene.node, scene.newNode()];
  const tabs = await Promise.all(nodes.map((node) => agentSocket(node, agentOf(account))));
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  const { visitor, chatId } = await waitingVisitor(scene.node, account);
  const [first, second, third] = tabs;
  if (!first || !second || !third) throw new Error("three tabs");
  await acked(first, { type: "ServeNext" });
  await acked(second, { type: "SendMessage", chatId, text: "From my second tab" });
  await acked(third, { type: "SendMessage", chatId, text: "From my third" });
  await acked(visitor, { type: "SendMessage", text: "Hello all" });
  await expectSame(chatId, tabs);
  expect(JSON.stringify(colleague.frames)).not.toContain("From my");
  await acked(third, { type: "LeaveChat", chatId });
  for (const tab of tabs)
    expect(await tab.frame(({ t }) => t === "dropped")).toEqual({ t: "dropped", chatId });
});

test("[VS1] a colleague who opens the chat reads along until closing it, and is not in it", async () => {
  const account = await scene.newAccount();
  const { visitor, chatId } = await servedVisitor(scene.node, account);
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  colleague.tell({ t: "open", chatId });
  await colleague.frame(({ t }) => t === "chat");
  await acked(visitor, { type: "SendMessage", text: "Read along" });
  expect(replicaOf(colleague, chatId).upTo).toBe(5);
  expect(await refusalOf(colleague, { type: "SendMessage", chatId, text: "Hi" })).toEqual({
    reason: "not-in-chat",
  });
  colleague.tell({ t: "close", chatId });
  await acked(visitor, { type: "SendMessage", text: "Alone again" });
  expect(JSON.stringify(colleague.frames)).not.toContain("Alone again");
});

test("[VS2] typing goes to those who are in the chat, never to the typist's own tabs nor to anybody else", async () => {
  const account = await scene.newAccount(3);
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account, token);
  const visitorTab = await visitorSocket(scene.node, account, token);
  const agentTab = await agentSocket(scene.node, agentOf(account));
  const looker = await agentSocket(scene.node, agentOf(account, 1));
  const stranger = await visitorSocket(scene.node, account);
  const colleague = await agentSocket(scene.node, agentOf(account, 2));
  looker.tell({ t: "open", chatId });
  await looker.frame(({ t }) => t === "chat");
  visitor.tell({ t: "typing", on: true });
  agent.tell({ t: "typing", chatId, on: true });
  looker.tell({ t: "typing", chatId, on: true });
  stranger.tell({ t: "typing", on: true });
  colleague.tell({ t: "typing", chatId, on: true });
  const ofVisitor = { t: "typing", chatId, name: null, on: true };
  const ofAgent = { t: "typing", chatId, name: "Agent 1", on: true };
  const sockets = [visitor, visitorTab, agent, agentTab, looker, stranger, colleague];
  expect(sockets.map(({ frames }) => frames.filter(({ t }) => t === "typing"))).toEqual([
    [ofAgent],
    [ofAgent],
    [ofVisitor],
    [ofVisitor],
    [ofVisitor, ofAgent],
    [],
    [],
  ]);
});

test("[VS1] a read mark follows on every tab of the agent, never goes back, and comes with the next welcome", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const tab = await agentSocket(scene.node, agentOf(account));
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  const marks: unknown[] = [];
  for (const [index, seq] of [3, 2, 99].entries()) {
    agent.tell({ t: "read", chatId, seq });
    await until(() => readsOf(tab).length > index);
    marks.push(readsOf(tab).at(-1));
  }
  expect(marks).toEqual([3, 3, 4].map((seq) => ({ t: "read", chatId, seq })));
  expect(readsOf(agent)).toEqual(marks);
  expect(readsOf(colleague)).toEqual([]);
  const later = await agentSocket(scene.node, agentOf(account));
  expect((await later.welcome()).reads).toEqual([{ chatId, seq: 4 }]);
});

test("[QU2] dashboards that open at the same moment on a node that has just started all see who waits", async () => {
  const account = await scene.newAccount(5);
  const { chatId } = await waitingVisitor(scene.node, account);
  const node = scene.newNode();
  const sockets = await Promise.all(account.agents.map((agent) => agentSocket(node, agent)));
  const counts = await Promise.all(sockets.map(async (socket) => (await socket.welcome()).queue));
  expect(counts).toEqual(
    account.agents.map(() => ({ count: 1, oldest: { chatId, since: scene.node.now.ms }, onlyExcluded: 0 })),
  );
});

test("[QU2] the dashboards of every node see a request come and go", async () => {
  const account = await scene.newAccount();
  const elsewhere = await agentSocket(scene.newNode(), agentOf(account, 1));
  const { chatId } = await waitingVisitor(scene.node, account);
  const came = await elsewhere.frame(({ t }) => t === "queue");
  expect(came).toEqual({
    t: "queue",
    queue: { count: 1, oldest: { chatId, since: scene.node.now.ms }, onlyExcluded: 0 },
  });
  const agent = await agentSocket(scene.node, agentOf(account));
  await acked(agent, { type: "ServeNext" });
  await elsewhere.frame(({ t, queue }) => t === "queue" && (queue as { count: number }).count === 0);
});

test("[DL3] an agent who serves on one node and writes on another at once is not told to be out of the chat", async () => {
  const account = await scene.newAccount();
  const deaf = await agentSocket(scene.newDeafNode(), agentOf(account));
  const { chatId } = await waitingVisitor(scene.node, account);
  deaf.tell({ t: "open", chatId });
  await deaf.frame(({ t }) => t === "chat");
  await acked(await agentSocket(scene.node, agentOf(account)), { type: "ServeChat", chatId });
  expect(await acked(deaf, { type: "SendMessage", chatId, text: "Hello" })).toEqual({
    chatId,
    firstSeq: 5,
    lastSeq: 5,
  });
});

function readsOf(socket: TestSocket) {
  return socket.frames.filter(({ t }) => t === "read");
}

async function expectOneChat(tabs: TestSocket[]): Promise<void> {
  const answers = await Promise.all(
    tabs.map((tab, index) => acked(tab, { type: "SendMessage", text: `Tab ${index}` })),
  );
  const chatIds = new Set(answers.map(({ chatId }) => chatId));
  expect(chatIds.size).toBe(1);
  for (const chatId of chatIds) await expectSame(chatId, tabs);
}

/** Every socket comes to hold the log as it is stored, in numbers. */
async function expectSame(chatId: string, sockets: TestSocket[]): Promise<void> {
  const log = await storedLog(scene.pool, chatId);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  for (const socket of sockets) {
    await until(
      () => JSON.stringify(socket.frames).includes(chatId) && replicaOf(socket, chatId).upTo === log.length,
    );
    expect(replicaOf(socket, chatId).entries.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq));
  }
}
