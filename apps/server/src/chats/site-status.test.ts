import type { Site } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, type TestAccount, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  openScene,
  refusalOf,
  type Scene,
  servedVisitor,
  until,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[ST2] an account is online, away or offline by the best of its connected agents; invisible is not there", async () => {
  const { node, visitor, agents } = await siteWith(2);
  const [ana, ben] = agents;
  expect(siteSeenBy(visitor)).toMatchObject({ status: "online" });
  await becomes(ana, "away");
  await sees(visitor, "online");
  await becomes(ben, "away");
  await sees(visitor, "away");
  await becomes(ana, "invisible");
  await becomes(ben, "invisible");
  await sees(visitor, "offline");
  await becomes(ben, "online");
  await sees(visitor, "online");
  await node.stop();
});

test("[ST3] a department's status is its members' alone; a disabled one is not told", async () => {
  const account = await scene.newAccount(2);
  const sales = await addDepartment(account, "Sales", [0]);
  const support = await addDepartment(account, "Support", [1]);
  await addDepartment(account, "Closed", [0, 1], false);
  const node = scene.newNode();
  const ana = await agentSocket(node, agentOf(account, 0));
  const visitor = await visitorSocket(node, account);
  expect(siteSeenBy(visitor).departments).toEqual([
    { departmentId: sales, name: "Sales", status: "online" },
    { departmentId: support, name: "Support", status: "offline" },
  ]);
  await becomes(ana, "away");
  await until(() => siteSeenBy(visitor).departments[0]?.status === "away");
  expect(siteSeenBy(visitor).departments[1]?.status).toBe("offline");
});

test("[ST4] a dashboard that closes counts as there for three seconds, one that signs out for none", async () => {
  const { node, account, visitor, agents } = await siteWith(1);
  await leave(node, agents, String(agentOf(account).agentId));
  node.now.ms += 2_000;
  await node.context.siteStatuses.refresh();
  expect(siteSeenBy(visitor).status).toBe("online");
  node.now.ms += 1_001;
  await node.context.siteStatuses.refresh();
  expect(siteSeenBy(visitor).status).toBe("offline");
  await agentSocket(node, agentOf(account));
  await sees(visitor, "online");
  node.refuseAgent(agentOf(account).agentId, null);
  await sees(visitor, "offline");
});

test("[ST4] another node's widgets follow with its next look", async () => {
  const { visitor: first, account, node, agents } = await siteWith(1);
  const other = scene.newNode();
  other.now.ms = node.now.ms;
  const second = await visitorSocket(other, account);
  expect(siteSeenBy(second).status).toBe("online");
  await becomes(agents[0], "away");
  await sees(first, "away");
  await other.context.siteStatuses.refresh();
  expect(siteSeenBy(second).status).toBe("away");
});

test("[ST6] an offline message is stored once however often it is sent, is no request, and is unread", async () => {
  const account = await scene.newAccount(1);
  const node = scene.newNode();
  const visitor = await visitorSocket(node, account);
  const message = {
    type: "LeaveOfflineMessage",
    name: "Zoe",
    email: "zoe@example.com",
    departmentId: null,
    text: "Do you ship to Lyon?",
  };
  const first = await acked(visitor, message, "offline-message-1");
  expect(await acked(visitor, message, "offline-message-1")).toEqual(first);
  const { rows } = await scene.pool.query(
    "select id, status, unread, visitor_id from chat where account_id = $1",
    [account.accountId],
  );
  expect(rows).toMatchObject([{ id: first.chatId, status: "offline-message", unread: true }]);
  const person = await scene.pool.query("select name, email from visitor where id = $1", [
    rows[0].visitor_id,
  ]);
  expect(person.rows).toEqual([{ name: "Zoe", email: "zoe@example.com" }]);
  const agent = await agentSocket(node, agentOf(account));
  expect((await agent.welcome()).queue).toMatchObject({ count: 0 });
  const given = await visitor.frame(({ t }) => t === "chat");
  expect(given.chat).toMatchObject({
    view: { status: "offline-message" },
    entries: [{ type: "OfflineMessageLeft", text: "Do you ship to Lyon?" }],
  });
  // Their own details are told to them, but are no part of the log that they see [DE5].
  const rest = visitor.frames.map((frame) => ({ ...frame, visitor: null }));
  expect(JSON.stringify(rest)).not.toContain("zoe@example.com");
});

test("[ST6] another account's department is none of this one's", async () => {
  const account = await scene.newAccount(1);
  const foreign = await addDepartment(await scene.newAccount(1), "Elsewhere", []);
  const visitor = await visitorSocket(scene.newNode(), account);
  const { chatId } = await acked(visitor, {
    type: "LeaveOfflineMessage",
    name: "",
    email: "zoe@example.com",
    departmentId: foreign,
    text: "Hello",
  });
  const { rows } = await scene.pool.query("select department_id from chat where id = $1", [chatId]);
  expect(rows).toEqual([{ department_id: null }]);
});

test("[ST7] idle on every dashboard, an agent becomes what they chose, and is told; not while one is in use", async () => {
  const { account, visitor, node } = await siteWith(0);
  const [one, two] = [await agentSocket(node, agentOf(account)), await agentSocket(node, agentOf(account))];
  await choosesIdle(one, { afterMinutes: 5, status: "away", ignoreWhileChatting: false });
  one.tell({ t: "idle", idle: true });
  // Answered after the frame before it.
  expect(await refusalOf(one, { type: "ServeNext" })).toEqual({ reason: "none-left" });
  expect(agentOf(account).status).toBe("online");
  two.tell({ t: "idle", idle: true });
  for (const tab of [one, two])
    expect(await tab.frame(({ t }) => t === "status")).toEqual({
      t: "status",
      status: "away",
      becauseIdle: true,
    });
  await sees(visitor, "away");
});

test("[ST7] who ignores it while chatting stays as they are until the last chat is over", async () => {
  const account = await scene.newAccount(1);
  const node = scene.newNode();
  const { agent, chatId } = await servedVisitor(node, account);
  await choosesIdle(agent, { afterMinutes: 5, status: "invisible", ignoreWhileChatting: true });
  agent.tell({ t: "idle", idle: true });
  await acked(agent, { type: "SendMessage", chatId, text: "Still here" });
  expect(agentOf(account).status).toBe("online");
  await acked(agent, { type: "EndChat", chatId });
  expect(await agent.frame(({ t }) => t === "status")).toMatchObject({
    status: "invisible",
    becauseIdle: true,
  });
});

test("[ST1] [ST8] a status stays until another is chosen, also after coming back", async () => {
  const { account, node, agents } = await siteWith(1);
  await becomes(agents[0], "away");
  agents[0]?.cut();
  const back = await agentSocket(node, agentOf(account));
  expect((await back.welcome()).me).toMatchObject({ status: "away" });
  back.tell({ t: "idle", idle: false });
  await becomes(back, "online");
  expect(agentOf(account).status).toBe("online");
});

async function siteWith(agentCount: number) {
  const account = await scene.newAccount(Math.max(agentCount, 1));
  const node = scene.newNode();
  const agents: TestSocket[] = [];
  for (let index = 0; index < agentCount; index += 1)
    agents.push(await agentSocket(node, agentOf(account, index)));
  const visitor = await visitorSocket(node, account);
  return { account, node, agents, visitor };
}

async function addDepartment(
  { accountId, agents }: TestAccount,
  name: string,
  members: number[],
  enabled = true,
): Promise<number> {
  const { rows } = await scene.pool.query(
    "insert into department (account_id, name, enabled) values ($1, $2, $3) returning id",
    [accountId, name, enabled],
  );
  for (const index of members)
    await scene.pool.query("insert into department_member (department_id, agent_id) values ($1, $2)", [
      rows[0].id,
      agents[index]?.agentId,
    ]);
  return rows[0].id;
}

/** Chooses, and waits until the server says so. */
async function becomes(agent: TestSocket | undefined, status: string): Promise<void> {
  if (!agent) throw new Error("there is no such agent");
  const before = agent.frames.length;
  agent.tell({ t: "status", status });
  await until(() =>
    agent.frames.slice(before).some((frame) => frame.t === "status" && frame.status === status),
  );
}

async function choosesIdle(agent: TestSocket, idleTimeout: object): Promise<void> {
  agent.tell({ t: "idle-timeout", idleTimeout });
  await agent.frame(({ t }) => t === "idle-timeout");
}

/** What the visitor's page was told last. */
function siteSeenBy(visitor: TestSocket): Site {
  const told = visitor.frames.findLast(({ t }) => t === "welcome" || t === "site");
  // Both frames carry it (frames.ts).
  return told?.site as Site;
}

async function sees(visitor: TestSocket, status: string): Promise<void> {
  await until(() => siteSeenBy(visitor).status === status);
}
