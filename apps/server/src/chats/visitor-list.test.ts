import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  agentSocket,
  type TestAccount,
  type TestNode,
  type TestSocket,
  visitorSocket,
} from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, servedVisitor, until, visitorIdOf } from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const WATCH = {
  t: "watch",
  id: 1,
  window: {
    search: "",
    sort: { column: "onSite", descending: false },
    groupBy: "activity",
    offset: 0,
    limit: 50,
  },
};

/** The rows and groups that a dashboard was last told of. */
function heard({ frames }: TestSocket) {
  const told = frames.filter(({ t }) => t === "visitors");
  const rows = told.flatMap((frame) => frame.rows as { message: unknown; visits: number }[]);
  const groups = told.flatMap((frame) => frame.groups as { key: string; count: number }[]);
  return { count: told.length, row: rows.at(-1), group: groups.at(-1) };
}

async function watch(socket: TestSocket): Promise<void> {
  socket.tell(WATCH);
  await socket.frame(({ t }) => t === "visitors");
}

function rowOf({ accountId }: TestAccount, visitor: TestSocket, node: TestNode = scene.node) {
  return node.context.onSite.find(accountId, visitorIdOf(visitor))?.row;
}

test("[VI11] a widget that opens its panel is a chat button clicked, until it closes it or its chat begins", async () => {
  const account = await scene.newAccount();
  const agent = await agentSocket(scene.node, agentOf(account));
  const visitor = await visitorSocket(scene.node, account);
  await watch(agent);
  expect(heard(agent).group).toMatchObject({ key: "active", count: 1 });
  for (const [open, key] of [
    [true, "clicked"],
    [false, "active"],
    [true, "clicked"],
  ]) {
    visitor.tell({ t: "panel", open });
    await until(() => rowOf(account, visitor)?.hasClickedChat === open);
    scene.node.context.windows.tick();
    expect(heard(agent).group).toMatchObject({ key, count: 1 });
  }
  await acked(visitor, { type: "SendMessage", text: "Hello" });
  scene.node.context.windows.tick();
  expect(heard(agent).group).toMatchObject({ key: "incoming", count: 1 });
});

test("[VI12] the list follows what is said, not what is noted, with the tick and not with each message", async () => {
  const account = await scene.newAccount();
  const watcher = await agentSocket(scene.node, agentOf(account, 1));
  const { agent, visitor, chatId } = await servedVisitor(scene.node, account);
  await watch(watcher);
  const before = heard(watcher).count;
  for (const text of ["one", "two", "three"]) await acked(visitor, { type: "SendMessage", text });
  await acked(agent, { type: "SendMessage", chatId, text: "x".repeat(500) });
  await acked(agent, { type: "WriteNote", chatId, text: "secret" });
  expect(heard(watcher).count).toBe(before);
  scene.node.context.windows.tick();
  expect(heard(watcher).count).toBe(before + 1);
  expect(heard(watcher).row?.message).toMatchObject({ from: "agent", text: "x".repeat(160), isFile: false });
  expect(JSON.stringify(watcher.frames.filter(({ t }) => t === "visitors"))).not.toContain("secret");
});

test("[VI12] a node that meets an open chat shows what was said in it last", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  await acked(agent, { type: "SendMessage", chatId, text: "I am looking" });
  const elsewhere = scene.newDeafNode();
  const token = visitor.frames.find(({ t }) => t === "welcome")?.token;
  await visitorSocket(elsewhere, account, String(token));
  expect(rowOf(account, visitor, elsewhere)?.message).toMatchObject({ from: "agent", text: "I am looking" });
});

test("[VI10] a request of a department that is not mine is none of my Incoming, until I am in it", async () => {
  const account = await scene.newAccount();
  const [me, colleague] = [agentOf(account, 0), agentOf(account, 1)];
  const departmentId = await newDepartment(account, colleague.agentId);
  await agentSocket(scene.node, colleague);
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const transfer = { type: "TransferToDepartment", chatId, departmentId, remark: "", evenIfOffline: false };
  await scene.node.context.agentHub.followWhoMayServe([account.accountId]);
  await acked(agent, transfer);
  await watch(agent);
  expect(heard(agent).group).toMatchObject({ key: "active", count: 1 });
  await join(departmentId, me.agentId);
  await scene.node.context.agentHub.followWhoMayServe([account.accountId]);
  scene.node.context.windows.tick();
  expect(heard(agent).group).toMatchObject({ key: "incoming", count: 1 });
});

test("[VI4] [VI10] a chat that was handed over is assigned until it is opened; one that somebody serves is not, whoever is invited", async () => {
  const account = await scene.newAccount(3);
  const elsewhere = scene.newNode();
  const ben = await agentSocket(elsewhere, agentOf(account, 1));
  const { agent, visitor, chatId } = await servedVisitor(scene.node, account);
  const invite = { type: "InviteAgent", chatId, email: agentOf(account, 1).email };
  const seenBy = (node: TestNode) =>
    node.context.onSite.rowOf(account.accountId, visitorIdOf(visitor))?.status;
  const seenOnBoth = (status: object) =>
    until(async () => {
      for (const { context } of [scene.node, elsewhere]) context.acrossNodes.tick();
      return [scene.node, elsewhere].every((node) => isDeepStrictEqual(seenBy(node), status));
    });
  await acked(agent, { ...invite, andLeave: false });
  await seenOnBoth({ kind: "served", by: ["Agent 1"] });
  await acked(ben, { type: "DeclineInvitation", chatId });
  await watch(ben);
  await acked(agent, { ...invite, andLeave: true });
  await seenOnBoth({ kind: "assigned", to: ["Agent 2"] });
  elsewhere.context.windows.tick();
  expect(heard(ben).group).toMatchObject({ key: "assigned", count: 1 });
  await acked(ben, { type: "AcceptInvitation", chatId });
  await seenOnBoth({ kind: "served", by: ["Agent 2"] });
});

async function newDepartment({ accountId }: TestAccount, member: number): Promise<number> {
  const { rows } = await scene.pool.query(
    "insert into department (account_id, name) values ($1, 'Sales') returning id",
    [accountId],
  );
  await join(rows[0].id, member);
  return rows[0].id;
}

async function join(departmentId: number, agentId: number): Promise<void> {
  await scene.pool.query("insert into department_member (department_id, agent_id) values ($1, $2)", [
    departmentId,
    agentId,
  ]);
}
