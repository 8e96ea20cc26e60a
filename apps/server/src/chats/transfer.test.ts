import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addDepartment,
  join,
  lookAgain,
  serveAndTransfer,
  serveEach,
  transferTo,
} from "./testing/departments.ts";
import { agentSocket, type TestAccount, type TestNode, type TestSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  NO_REQUESTS,
  openScene,
  pass,
  queueIs,
  queueOf,
  refusalOf,
  replicaOf,
  type Scene,
  servedVisitor,
  storyOf,
  until,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** Ana serves a visitor; Ben and Cleo have dashboards open. Ana and Ben are in Sales, Cleo is in Support. */
async function office(node: TestNode = scene.node) {
  const account = await scene.newAccount(3);
  const sales = await addDepartment(scene.pool, account, "Sales", [0, 1]);
  const support = await addDepartment(scene.pool, account, "Support", [2]);
  const ben = await agentSocket(node, agentOf(account, 1));
  const cleo = await agentSocket(node, agentOf(account, 2));
  const { visitor, agent: ana, chatId } = await servedVisitor(node, account);
  return { account, sales, support, visitor, ana, ben, cleo, chatId };
}

test("[TR1] a transferred chat leaves the agent's list and waits for the department's members alone", async () => {
  const { support, visitor, ana, ben, cleo, chatId } = await office();
  await acked(ana, transferTo(support, chatId, { remark: "Wants a refund" }));
  await queueIs(cleo, { count: 1, oldest: { chatId, since: scene.node.now.ms }, onlyExcluded: 0 });
  expect([queueOf(ana), queueOf(ben)]).toEqual([NO_REQUESTS, NO_REQUESTS]);
  expect(ana.frames.at(-1)).toMatchObject({ t: "ack" });
  expect(ana.frames.some(({ t, chatId: dropped }) => t === "dropped" && dropped === chatId)).toBe(true);
  expect(await refusalOf(ben, { type: "ServeNext" })).toEqual({ reason: "none-left" });
  await acked(cleo, { type: "ServeNext" });
  expect(replicaOf(cleo, chatId).entries).toContainEqual(
    expect.objectContaining({ remark: "Wants a refund" }),
  );
  const seen = JSON.stringify(replicaOf(visitor, chatId).entries.slice(4));
  expect(seen).not.toContain("refund");
  expect(JSON.parse(seen)).toMatchObject([
    { type: "ChatTransferred", department: { name: "Support" } },
    { type: "AgentLeft", agent: { name: "Agent 1" } },
    { type: "ChatQueued" },
    { type: "AgentJoined", agent: { name: "Agent 3" } },
  ]);
});

test("[TR2] a transferred chat is served after all that waited, and before what came later", async () => {
  const { account, support, ana, cleo, chatId } = await office();
  const first = await waitingVisitor(scene.node, account);
  const second = await waitingVisitor(scene.node, account);
  await acked(ana, transferTo(support, chatId));
  const later = await waitingVisitor(scene.node, account);
  expect(await serveEach(cleo)).toEqual([first.chatId, second.chatId, chatId, later.chatId]);
});

test("[TR3] a chat goes to no department that is disabled, unknown, of another account, or in which nobody is online", async () => {
  const { account, support, ana, cleo, chatId } = await office();
  const elsewhere = await addDepartment(scene.pool, await scene.newAccount(), "Sales", [0]);
  for (const id of [elsewhere, 999_999])
    expect(await refusalOf(ana, transferTo(id, chatId))).toEqual({ reason: "department-unavailable" });
  await leave(scene.node, [cleo], String(agentOf(account, 2).agentId));
  expect(await refusalOf(ana, transferTo(support, chatId))).toEqual({
    reason: "department-offline",
    mayGoOn: false,
  });
  account.settings.offlineTransfers = true;
  expect(await refusalOf(ana, transferTo(support, chatId))).toEqual({
    reason: "department-offline",
    mayGoOn: true,
  });
  await acked(ana, transferTo(support, chatId, { evenIfOffline: true }));
  const back = await agentSocket(scene.node, agentOf(account, 2));
  expect(await serveEach(back)).toEqual([chatId]);
});

test("[TR3] online is connected with the status Online: away and invisible are not", async () => {
  const { support, ana, cleo, chatId } = await office();
  for (const status of ["away", "invisible"]) {
    cleo.tell({ t: "status", status });
    await cleo.frame((frame) => frame.t === "status" && frame.status === status);
    expect(await refusalOf(ana, transferTo(support, chatId))).toMatchObject({ reason: "department-offline" });
  }
});

test("[TR3] the only agent of a department who is online does not transfer to it", async () => {
  const { account, sales, ana, ben, chatId } = await office();
  await leave(scene.node, [ben], String(agentOf(account, 1).agentId));
  expect(await refusalOf(ana, transferTo(sales, chatId))).toEqual({ reason: "only-online-agent" });
});

test("[TR4] who transferred a chat to their own department is never offered it again, on no node and after no return", async () => {
  const { account, sales, ana, ben, chatId } = await office();
  const other = scene.newNode();
  const elsewhere = await agentSocket(other, agentOf(account));
  await acked(ana, transferTo(sales, chatId));
  await queueIs(ben, { count: 1, oldest: { chatId, since: scene.node.now.ms }, onlyExcluded: 0 });
  await isNotOffered(ana);
  await isNotOffered(elsewhere);
  await leave(scene.node, [ana, elsewhere], String(agentOf(account).agentId));
  await isNotOffered(await agentSocket(scene.node, agentOf(account)));
  await isNotOffered(await agentSocket(other, agentOf(account)));
});

test("[TR4] nor after the chat was taken and came back to the queue, nor after it was transferred on and back", async () => {
  const node = scene.newNode();
  const { account, sales, support, ana, ben, cleo, chatId } = await office(node);
  await acked(ana, transferTo(sales, chatId));
  await acked(ben, { type: "ServeNext" });
  await leave(node, [ben], String(agentOf(account, 1).agentId));
  await pass(node, 30_000);
  expect((await storyOf(scene.pool, chatId)).slice(-2)).toEqual(["AgentDisconnected Agent 2", "ChatQueued"]);
  await isNotOffered(ana);
  const benAgain = await agentSocket(node, agentOf(account, 1));
  await acked(benAgain, { type: "ServeNext" });
  await acked(benAgain, transferTo(support, chatId));
  await isNotOffered(ana);
  await join(scene.pool, account, sales, 2);
  await acked(cleo, { type: "ServeNext" });
  await leave(node, [benAgain], String(agentOf(account, 1).agentId));
  const dan = await addColleague(account, sales, node);
  await acked(cleo, transferTo(sales, chatId));
  for (const excluded of [ana, cleo]) await isNotOffered(excluded);
  expect(await serveEach(dan)).toEqual([chatId]);
});

test("[TR4] by hand they open it all the same, and by invitation", async () => {
  const { account, sales, ana, ben, chatId } = await office();
  await acked(ana, transferTo(sales, chatId));
  await acked(ana, { type: "ServeChat", chatId });
  await acked(ana, { type: "LeaveChat", chatId });
  const { chatId: second } = await waitingVisitor(scene.node, account);
  await serveAndTransfer(ana, second, sales);
  await acked(ben, { type: "ServeChat", chatId: second });
  await acked(ben, { type: "InviteAgent", chatId: second, email: agentOf(account).email, andLeave: false });
  await acked(ana, { type: "AcceptInvitation", chatId: second });
});

test("[TR5] a colleague in the chat is out of it too, and an invitation to it is over", async () => {
  const { account, support, ana, ben, cleo, chatId } = await office();
  const dan = await addColleague(account, support, scene.node);
  for (const [who, email] of [
    [ben, agentOf(account, 1).email],
    [dan, agentOf(account, 3).email],
  ] as const) {
    await acked(ana, { type: "InviteAgent", chatId, email, andLeave: false });
    if (who === ben) await acked(ben, { type: "AcceptInvitation", chatId });
  }
  await acked(ana, transferTo(support, chatId));
  const isDropped = ({ t, chatId: dropped }: { t: string; chatId?: unknown }) =>
    t === "dropped" && dropped === chatId;
  await ben.frame(isDropped);
  await dan.frame(isDropped);
  expect(await refusalOf(dan, { type: "AcceptInvitation", chatId })).toEqual({ reason: "not-invited" });
  expect((await storyOf(scene.pool, chatId)).slice(-4)).toEqual([
    "ChatTransferred",
    "AgentLeft Agent 1",
    "AgentLeft Agent 2",
    "ChatQueued",
  ]);
  expect(await serveEach(cleo)).toEqual([chatId]);
});

test("[TR6] when only those are there whom it is kept from, they are told, and no more when a colleague comes", async () => {
  const { account, sales, ana, ben, cleo, chatId } = await office();
  await acked(ana, transferTo(sales, chatId));
  const left = { ...NO_REQUESTS, onlyExcluded: 1 };
  ben.tell({ t: "status", status: "away" });
  await queueIs(ana, left);
  ben.tell({ t: "status", status: "online" });
  await queueIs(ana, NO_REQUESTS);
  await leave(scene.node, [ben], String(agentOf(account, 1).agentId));
  await queueIs(ana, left);
  expect(queueOf(cleo)).toEqual(NO_REQUESTS);
  const elsewhere = scene.newNode();
  await agentSocket(elsewhere, agentOf(account, 1));
  await lookAgain(scene.node);
  await queueIs(ana, NO_REQUESTS);
});

test("[QU5] counts and Serve follow when a department is disabled, loses its members, or an agent joins it", async () => {
  const { account, sales, support, ana, ben, cleo, chatId } = await office();
  await acked(ana, transferTo(support, chatId));
  const request = { count: 1, oldest: { chatId, since: scene.node.now.ms }, onlyExcluded: 0 };
  await queueIs(cleo, request);
  const changes = [
    ["update department set enabled = false where id = $1", support, [ana, ben, cleo]],
    ["update department set enabled = true where id = $1", support, [cleo]],
    ["update agent set enabled = false where id = $1", agentOf(account, 2).agentId, [ana, ben, cleo]],
    ["update agent set enabled = true where id = $1", agentOf(account, 2).agentId, [cleo]],
    ["delete from department_member where department_id = $1", support, [ana, ben, cleo]],
    [
      "insert into department_member select $1, id from agent where account_id = $2",
      support,
      [ana, ben, cleo],
    ],
  ] as const;
  for (const [change, id, offered] of changes) {
    await scene.pool.query(change, change.includes("$2") ? [id, account.accountId] : [id]);
    scene.node.tellColleagues(account.accountId);
    for (const socket of [ana, ben, cleo])
      await queueIs(socket, offered.some((one) => one === socket) ? request : NO_REQUESTS);
  }
  await scene.pool.query("delete from department_member where department_id = $1 and agent_id <> $2", [
    support,
    agentOf(account, 1).agentId,
  ]);
  expect(await serveEach(cleo)).toEqual([]);
  expect(await serveEach(ben)).toEqual([chatId]);
  expect(sales).not.toBe(support);
});

test("[QU5] a change of departments on one node reaches the dashboards on another with its next look", async () => {
  const { account, support, ana, chatId } = await office();
  const other = scene.newNode();
  const ben = await agentSocket(other, agentOf(account, 1));
  await acked(ana, transferTo(support, chatId));
  expect(queueOf(ben)).toEqual(NO_REQUESTS);
  await join(scene.pool, account, support, 1);
  await lookAgain(other);
  await queueIs(ben, { count: 1, oldest: { chatId, since: scene.node.now.ms }, onlyExcluded: 0 });
});

test("[TR3] who is online on another node is told as online, and is somebody to transfer to", async () => {
  const { account, support, ana, cleo, chatId } = await office();
  await leave(scene.node, [cleo], String(agentOf(account, 2).agentId));
  const onlineIn = () => {
    const told = ana.frames.findLast(({ t }) => t === "departments")?.departments;
    // The shape of frames.ts.
    const departments = (told ?? []) as { departmentId: number; online: number[] }[];
    return departments.find(({ departmentId }) => departmentId === support)?.online;
  };
  await until(() => onlineIn()?.length === 0);
  await agentSocket(scene.newNode(), agentOf(account, 2));
  await lookAgain(scene.node);
  await until(() => onlineIn()?.[0] === agentOf(account, 2).agentId);
  await acked(ana, transferTo(support, chatId));
});

test("[TR1] [CH9] of a transfer and an end at the same instant one is done, on two nodes", async () => {
  const other = scene.newNode();
  for (let round = 0; round < 5; round += 1) {
    const { account, support, ana, chatId } = await office();
    const elsewhere = await agentSocket(other, agentOf(account));
    const [transfer, end] = await Promise.all([
      ana.command(transferTo(support, chatId)),
      elsewhere.command({ type: "EndChat", chatId }),
    ]);
    expect([transfer.t, end.t].sort()).toEqual(["ack", "refused"]);
    const isTransferred = transfer.t === "ack";
    expect(transfer.refusal ?? end.refusal).toEqual({ reason: isTransferred ? "not-in-chat" : "chat-ended" });
    expect((await storyOf(scene.pool, chatId)).at(-1)).toBe(
      isTransferred ? "ChatQueued" : "ended by Agent 1",
    );
  }
});

async function isNotOffered(socket: TestSocket): Promise<void> {
  expect(await refusalOf(socket, { type: "ServeNext" })).toEqual({ reason: "none-left" });
  await until(() => isEmpty(queueOf(socket)));
}

function isEmpty(queue: unknown): boolean {
  const { count, oldest } = queue as typeof NO_REQUESTS;
  return count === 0 && oldest === null;
}

/** One more agent, in a department and with a dashboard open. */
async function addColleague(account: TestAccount, departmentId: number, node: TestNode): Promise<TestSocket> {
  const index = await scene.addAgentTo(account);
  await join(scene.pool, account, departmentId, index);
  return agentSocket(node, agentOf(account, index));
}
