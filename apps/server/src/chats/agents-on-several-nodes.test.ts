import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, newToken, type TestNode, type TestSocket, visitorSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, servedVisitor, until } from "./testing/scene.ts";

let scene: Scene;
let other: TestNode;

beforeAll(async () => {
  scene = await openScene();
  other = scene.newNode();
});
afterAll(() => scene.close());

test("[ND10] who types is seen on the other node, and a note that is being written by agents alone", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account, token);
  const page = await visitorSocket(other, account, token);
  const colleague = await agentSocket(other, agentOf(account, 1));
  colleague.tell({ t: "open", chatId });
  await colleague.frame(({ t }) => t === "chat");
  agent.tell({ t: "typing", chatId, on: true, isNote: true });
  await colleague.frame(({ t }) => t === "typing");
  visitor.tell({ t: "typing", on: true });
  await colleague.frame(({ t, name }) => t === "typing" && name === null);
  agent.tell({ t: "typing", chatId, on: true });
  expect(await page.frame(({ t }) => t === "typing")).toEqual({
    t: "typing",
    chatId,
    name: "Agent 1",
    on: true,
  });
  // Neither the note, nor what they type themselves.
  expect(page.frames.filter(({ t }) => t === "typing")).toHaveLength(1);
});

test("[ND10] status, idle time-out and marks follow on the agent's tab on another node, and colleagues see the status", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const tab = await agentSocket(other, agentOf(account));
  const colleague = await agentSocket(other, agentOf(account, 1));
  agent.tell({ t: "read", chatId, seq: 2 });
  expect(await tab.frame(({ t }) => t === "read")).toEqual({ t: "read", chatId, seq: 2 });
  const idleTimeout = { afterMinutes: 5, status: "away", ignoreWhileChatting: false };
  agent.tell({ t: "idle-timeout", idleTimeout });
  expect(await tab.frame(({ t }) => t === "idle-timeout")).toEqual({ t: "idle-timeout", idleTimeout });
  agent.tell({ t: "status", status: "away" });
  expect(await tab.frame(({ t }) => t === "status")).toEqual({
    t: "status",
    status: "away",
    becauseIdle: false,
  });
  await colleague.frame(
    ({ t, colleagues }) => t === "colleagues" && JSON.stringify(colleagues).includes("away"),
  );
});

test("[ND8] marks, status and idle time-out of which the news were lost follow once the bus is heard again, and each is told once", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const tab = await agentSocket(other, agentOf(account));
  const idleTimeout = { afterMinutes: 5, status: "away", ignoreWhileChatting: false };
  scene.hub.cut(other.context.nodeId);
  agent.tell({ t: "read", chatId, seq: 2 });
  agent.tell({ t: "idle-timeout", idleTimeout });
  agent.tell({ t: "status", status: "away" });
  await agent.frame(({ t }) => t === "status");
  await agent.frame(({ t }) => t === "read");
  const ownOn = (socket: TestSocket) =>
    socket.frames.filter(({ t }) => ["read", "status", "idle-timeout"].includes(t));
  expect(ownOn(tab)).toEqual([]);
  scene.hub.heal(other.context.nodeId);
  await other.context.reread.ask();
  const told = [
    { t: "status", status: "away", becauseIdle: false },
    { t: "idle-timeout", idleTimeout },
    { t: "read", chatId, seq: 2 },
  ];
  expect(ownOn(tab)).toEqual(told);
  await Promise.all([other.context.reread.ask(), scene.node.context.reread.ask()]);
  expect(ownOn(tab)).toEqual(told);
  expect(ownOn(agent)).toHaveLength(3);
});

test("[ND8] what is told while the store is reread is not overwritten by what it said before", async () => {
  const account = await scene.newAccount();
  const agent = await agentSocket(other, agentOf(account));
  const { accountId, agentId, status } = agentOf(account);
  const rereading = other.context.ownAffairs.reread();
  // The ids are of the test's own account.
  other.context.ownAffairs.tell(accountId as never, agentId as never, {
    t: "status",
    status: "away",
    becauseIdle: true,
  });
  await rereading;
  expect(status).toBe("online");
  expect(agent.frames.filter(({ t }) => t === "status")).toEqual([
    { t: "status", status: "away", becauseIdle: true },
  ]);
});

test("[ND10] [ST7] an agent is idle when nobody is at any of their dashboards, on whatever node", async () => {
  const account = await scene.newAccount();
  agentOf(account).idleTimeout = { afterMinutes: 5, status: "away", ignoreWhileChatting: false };
  const here = await agentSocket(scene.node, agentOf(account));
  const there = await agentSocket(other, agentOf(account));
  const { agentId, accountId } = agentOf(account);
  await until(() => !isIdleAt(scene.node) && !isIdleAt(other));
  here.tell({ t: "idle", idle: true });
  await scene.node.context.work.finished();
  expect(here.frames.filter(({ t }) => t === "status")).toEqual([]);
  there.tell({ t: "idle", idle: true });
  const isAway = { t: "status", status: "away", becauseIdle: true };
  expect(await here.frame(({ t }) => t === "status")).toEqual(isAway);
  expect(await there.frame(({ t }) => t === "status")).toEqual(isAway);

  function isIdleAt({ context }: TestNode): boolean {
    // The ids come from the test's own account.
    return context.agentNews.isIdle(accountId as never, agentId as never);
  }
});

test("[ND10] [ST7] an idle agent whose other dashboard is closed, or whose other node is gone, is idle then", async () => {
  const account = await scene.newAccount();
  agentOf(account).idleTimeout = { afterMinutes: 5, status: "away", ignoreWhileChatting: false };
  const here = await agentSocket(scene.node, agentOf(account));
  const dying = scene.newNode();
  await agentSocket(dying, agentOf(account));
  here.tell({ t: "idle", idle: true });
  await scene.node.context.work.finished();
  expect(here.frames.filter(({ t }) => t === "status")).toEqual([]);
  scene.hub.cut(dying.context.nodeId);
  await here.frame(({ t, becauseIdle }) => t === "status" && becauseIdle === true);
});

test("[ND10] the count of unread offline messages is the same on every node", async () => {
  const account = await scene.newAccount();
  const dashboard = await agentSocket(other, agentOf(account));
  const visitor = await visitorSocket(scene.node, account);
  await acked(visitor, {
    type: "LeaveOfflineMessage",
    name: "Ann",
    email: "ann@example.com",
    text: "Call me",
    departmentId: null,
  });
  expect(await dashboard.frame(({ t }) => t === "unread")).toEqual({ t: "unread", count: 1 });
});
