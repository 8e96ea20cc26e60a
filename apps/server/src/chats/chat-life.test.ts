import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  NO_REQUESTS,
  openScene,
  queueIs,
  refusalOf,
  type Scene,
  servedVisitor,
  storyOf,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[CH1] a visitor's second message joins the chat that the first one started", async () => {
  const account = await scene.newAccount();
  const { visitor, chatId } = await waitingVisitor(scene.node, account);
  expect(await acked(visitor, { type: "SendMessage", text: "Anybody?" })).toEqual({
    chatId,
    firstSeq: 4,
    lastSeq: 4,
  });
  expect(await storyOf(scene.pool, chatId)).toEqual([
    "started by visitor",
    "visitor: Hello",
    "ChatQueued",
    "visitor: Anybody?",
  ]);
});

test("[CH2] a visitor's message joins the chat that an agent started", async () => {
  const account = await scene.newAccount();
  const visitor = await visitorSocket(scene.node, account);
  const agent = await agentSocket(scene.node, agentOf(account));
  const { chatId } = await acked(agent, startWith(visitor));
  expect(await acked(visitor, { type: "SendMessage", text: "Yes" })).toEqual({
    chatId,
    firstSeq: 4,
    lastSeq: 4,
  });
});

test("[CH3] a chat that is served leaves the queue", async () => {
  const account = await scene.newAccount();
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  const { chatId } = await waitingVisitor(scene.node, account);
  await colleague.frame(({ t, queue }) => t === "queue" && count(queue) === 1);
  const agent = await agentSocket(scene.node, agentOf(account));
  expect(await acked(agent, { type: "ServeChat", chatId })).toEqual({ chatId, firstSeq: 4, lastSeq: 4 });
  await queueIs(colleague, NO_REQUESTS);
});

test("[CH4] the second agent to serve a chat is told who serves it", async () => {
  const account = await scene.newAccount();
  const { chatId } = await servedVisitor(scene.node, account);
  const second = await agentSocket(scene.node, agentOf(account, 1));
  expect(await refusalOf(second, { type: "ServeChat", chatId })).toEqual({
    reason: "already-served",
    by: ["Agent 1"],
  });
});

test("[CH5] an agent who is not in a chat neither writes in it, leaves it nor ends it; one who is does", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const outsider = await agentSocket(scene.node, agentOf(account, 1));
  const commands = [
    { type: "SendMessage", chatId, text: "Hi" },
    { type: "LeaveChat", chatId },
    { type: "EndChat", chatId },
  ];
  for (const command of commands) {
    expect(await refusalOf(outsider, command)).toEqual({ reason: "not-in-chat" });
  }
  expect(await acked(agent, { type: "SendMessage", chatId, text: "Hi" })).toEqual({
    chatId,
    firstSeq: 5,
    lastSeq: 5,
  });
  expect(await acked(agent, { type: "EndChat", chatId })).toEqual({ chatId, firstSeq: 6, lastSeq: 6 });
});

test("[CH6] an agent's first message starts a chat outside the queue, and every tab of the visitor shows it", async () => {
  const account = await scene.newAccount();
  const visitor = await visitorSocket(scene.node, account);
  const agent = await agentSocket(scene.node, agentOf(account));
  const { chatId } = await acked(agent, startWith(visitor));
  expect(await storyOf(scene.pool, chatId)).toEqual([
    "started by agent",
    "AgentJoined Agent 1",
    "Agent 1: May I help?",
  ]);
  const shown = await visitor.frame(({ t }) => t === "chat");
  expect(shown.chat).toMatchObject({ kind: "snapshot", chatId, upTo: 3, view: { status: "served" } });
  expect(await refusalOf(agent, { type: "ServeNext" })).toEqual({ reason: "none-left" });
});

test("[CH7] starting a chat with a visitor who waits joins that chat with the message", async () => {
  const account = await scene.newAccount();
  const { visitor, chatId } = await waitingVisitor(scene.node, account);
  const agent = await agentSocket(scene.node, agentOf(account));
  expect(await acked(agent, startWith(visitor))).toEqual({ chatId, firstSeq: 4, lastSeq: 5 });
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  expect(await refusalOf(colleague, startWith(visitor))).toEqual({
    reason: "already-served",
    by: ["Agent 1"],
  });
});

test("[CH7] starting a chat with a visitor whom everybody left joins that chat", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  await acked(agent, { type: "LeaveChat", chatId });
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  expect(await acked(colleague, startWith(visitor))).toEqual({ chatId, firstSeq: 6, lastSeq: 7 });
});

test("[CH8] when the last agent leaves the chat stays out of the queue until the visitor writes", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  await acked(agent, { type: "LeaveChat", chatId });
  expect(await agent.frame(({ t }) => t === "dropped")).toEqual({ t: "dropped", chatId });
  expect(await refusalOf(agent, { type: "ServeNext" })).toEqual({ reason: "none-left" });
  const later = await waitingVisitor(scene.node, account);
  expect(await acked(visitor, { type: "SendMessage", text: "Still here" })).toEqual({
    chatId,
    firstSeq: 6,
    lastSeq: 7,
  });
  expect((await acked(agent, { type: "ServeNext" })).chatId).toBe(later.chatId);
  expect((await acked(agent, { type: "ServeNext" })).chatId).toBe(chatId);
});

test("[CH9] after an agent ended the chat nobody writes in it, and the visitor's next message starts another", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  await acked(agent, { type: "EndChat", chatId });
  expect(await refusalOf(agent, { type: "SendMessage", chatId, text: "Oh" })).toEqual({
    reason: "chat-ended",
  });
  expect(await refusalOf(agent, { type: "EndChat", chatId })).toEqual({ reason: "chat-ended" });
  expect(await refusalOf(visitor, { type: "EndChat", chatId })).toEqual({ reason: "chat-ended" });
  const next = await acked(visitor, { type: "SendMessage", text: "One more thing" });
  expect(next).toEqual({ chatId: expect.any(String), firstSeq: 1, lastSeq: 3 });
  expect(next.chatId).not.toBe(chatId);
});

test("[CH9] the visitor's End chat ends it for the agent too", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  await acked(visitor, { type: "EndChat", chatId });
  const told = await agent.frame(({ t, upTo }) => t === "events" && upTo === 5);
  expect(told.entries).toEqual([
    { seq: 5, at: scene.node.now.ms, type: "ChatEnded", by: { kind: "visitor" } },
  ]);
});

test("[CH15] 10,000 characters pass, 10,001 are refused with the limit, and so is white space alone", async () => {
  const account = await scene.newAccount();
  const { visitor, chatId } = await waitingVisitor(scene.node, account);
  const longest = "é".repeat(10_000);
  expect(await acked(visitor, { type: "SendMessage", text: longest })).toEqual({
    chatId,
    firstSeq: 4,
    lastSeq: 4,
  });
  expect(await refusalOf(visitor, { type: "SendMessage", text: `${longest}!` })).toEqual({
    reason: "message-too-long",
    maxLength: 10_000,
  });
  expect(await refusalOf(visitor, { type: "SendMessage", text: " \n\t\u00a0 " })).toEqual({
    reason: "message-empty",
  });
  expect((await storyOf(scene.pool, chatId)).slice(3)).toEqual([`visitor: ${longest}`]);
});

test("[CH15] markup, scripts, right-to-left overrides and white space around are kept as they were written", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const texts = [
    "<script>alert('&amp;')</script>",
    "\u202Egnp.exe\u202C \u200F<b dir=rtl>",
    "  👩‍👩‍👧‍👦\r\n\ttab  ",
    "'; drop table chat; --",
    "\\u0000 %s $1 {{x}}",
  ];
  for (const text of texts) await acked(visitor, { type: "SendMessage", text });
  await agent.frame(({ t, upTo }) => t === "events" && upTo === 4 + texts.length);
  const shown = agent.frames.flatMap(({ t, entries }) =>
    t === "events" ? (entries as { text: string }[]) : [],
  );
  expect(shown.map(({ text }) => text)).toEqual(texts);
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual(texts.map((text) => `visitor: ${text}`));
});

test("[CH16] what cannot be done is refused with the reason and changes nothing", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const before = await storyOf(scene.pool, chatId);
  expect(await refusalOf(agent, { type: "ServeChat", chatId })).toEqual({
    reason: "already-served",
    by: ["Agent 1"],
  });
  await acked(agent, { type: "LeaveChat", chatId });
  expect(await refusalOf(agent, { type: "ServeChat", chatId })).toEqual({ reason: "not-waiting" });
  expect(await refusalOf(agent, { type: "LeaveChat", chatId })).toEqual({ reason: "not-in-chat" });
  expect(await refusalOf(agent, { type: "SendMessage", chatId, text: "" })).toEqual({
    reason: "message-empty",
  });
  expect(await storyOf(scene.pool, chatId)).toEqual([...before, "AgentLeft Agent 1"]);
});

function startWith(visitor: Awaited<ReturnType<typeof visitorSocket>>) {
  return { type: "StartChat", visitorId: visitorIdOf(visitor), text: "May I help?" };
}

function count(queue: unknown): number {
  return (queue as { count: number }).count;
}
