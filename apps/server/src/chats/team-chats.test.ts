import { randomUUID } from "node:crypto";
import type { AgentId, CommandId, FileId } from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { searchTeam } from "../team/search.ts";
import { agentSocket, type TestAccount, type TestNode, type TestSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  replicaOf,
  type Scene,
  storyOf,
  until,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[TE1] two colleagues who open their chat from several tabs and nodes at once have one", async () => {
  const { account, node, sockets } = await teamOf(2);
  const other = scene.newNode();
  const [ana, ben] = sockets;
  const anaElsewhere = await agentSocket(other, agentOf(account, 0));
  const [anaId, benId] = idsOf(account);
  const acks = await Promise.all([
    acked(at(ana), { type: "StartTeamChat", agentIds: [benId] }),
    acked(at(ben), { type: "StartTeamChat", agentIds: [anaId] }),
    acked(anaElsewhere, { type: "StartTeamChat", agentIds: [benId] }),
    acked(at(ana), { type: "StartTeamChat", agentIds: [anaId, benId] }),
  ]);
  const [first] = acks;
  expect(new Set(acks.map(({ chatId }) => chatId))).toEqual(new Set([first?.chatId]));
  const { rows } = await scene.pool.query("select id from chat where account_id = $1", [account.accountId]);
  expect(rows).toHaveLength(1);
  await node.stop();
});

test("[TE1] [DL3] what is said reaches the other with its whole log, once, also when it is sent again", async () => {
  const { account, sockets } = await teamOf(2);
  const [ana, ben] = sockets;
  const { chatId } = await acked(at(ana), { type: "StartTeamChat", agentIds: [idsOf(account)[1]] });
  const said = { type: "SendMessage", chatId, text: "Coffee?" };
  const id = randomUUID();
  expect(await acked(at(ana), said, id)).toEqual(await acked(at(ana), said, id));
  await acked(at(ben), { type: "SendMessage", chatId, text: "Yes" });
  expect(await storyOf(scene.pool, chatId)).toEqual(["TeamChatStarted", "Agent 1: Coffee?", "Agent 2: Yes"]);
  expect(replicaOf(at(ben), chatId)).toEqual(replicaOf(at(ana), chatId));
});

test("[TE2] [TE3] to a colleague who is not in it a chat is not there: not opened, not resumed, not written in", async () => {
  const { account, node, sockets } = await teamOf(3);
  const [ana, ben, cleo] = sockets;
  const { chatId } = await acked(at(ana), { type: "StartTeamChat", agentIds: [idsOf(account)[1]] });
  await acked(at(ana), { type: "SendMessage", chatId, text: "Between us" });
  at(cleo).tell({ t: "open", chatId });
  expect(await at(cleo).frame(({ t }) => t === "dropped")).toMatchObject({ chatId });
  expect(await refusalOf(at(cleo), { type: "SendMessage", chatId, text: "Hi" })).toEqual({
    reason: "not-in-chat",
  });
  const back = await agentSocket(node, agentOf(account, 2), [{ chatId, upTo: 1 }]);
  expect((await back.welcome()).chats).toEqual([]);
  expect(JSON.stringify([at(cleo).frames, back.frames])).not.toContain("Between us");
  expect(JSON.stringify(at(ben).frames)).toContain("Between us");
});

test("[TE4] a colleague who is added reads the whole log; with a third, two begin another chat", async () => {
  const { account, sockets } = await teamOf(4);
  const [ana, ben, cleo, dora] = sockets;
  const [, benId, cleoId, doraId] = idsOf(account);
  const pair = await acked(at(ana), { type: "StartTeamChat", agentIds: [benId] });
  expect(
    await refusalOf(at(ana), { type: "AddTeamMembers", chatId: pair.chatId, agentIds: [cleoId] }),
  ).toEqual({ reason: "nothing-to-do" });
  const group = await acked(at(ana), { type: "StartTeamChat", agentIds: [benId, cleoId] });
  expect(group.chatId).not.toBe(pair.chatId);
  await acked(at(cleo), { type: "SendMessage", chatId: group.chatId, text: "Hello all" });
  await acked(at(ben), { type: "AddTeamMembers", chatId: group.chatId, agentIds: [doraId] });
  await until(() => at(dora).frames.some(({ t }) => t === "chat"));
  expect(replicaOf(at(dora), group.chatId).entries).toEqual(replicaOf(at(ana), group.chatId).entries);
  await acked(at(dora), { type: "LeaveChat", chatId: group.chatId });
  await at(dora).frame(({ t }) => t === "dropped");
});

test("[TE5] a dashboard begins with the chats written in last; an older one comes with its next message", async () => {
  const { account, node, sockets } = await teamOf(2);
  const [ana] = sockets;
  const { chatId: oldest } = await acked(at(ana), { type: "StartTeamChat", agentIds: [idsOf(account)[1]] });
  const groups = 30;
  const members = account.agents.map(({ agentId, displayName: name }) => ({ agentId, name }));
  await scene.pool.query(
    `insert into chat (id, account_id, status, agent_ids, started_by, started_at)
     select 'group-' || $1::text || n, $1::bigint, 'team', $2::bigint[], 'agent', 0 from generate_series(1, $3::int) n`,
    [account.accountId, idsOf(account), groups],
  );
  await scene.pool.query(
    `insert into chat_event (chat_id, seq, at, type, data)
     select c.id, 1, $2, 'TeamChatStarted', $3 from chat c where c.account_id = $1 and c.id like 'group-%'`,
    [account.accountId, node.now.ms + 60_000, { by: members[0], members }],
  );
  const ben = await agentSocket(node, agentOf(account, 1));
  const begun = (await ben.welcome()).chats as { chatId: string }[];
  expect(begun).toHaveLength(groups);
  expect(begun.map(({ chatId }) => chatId)).not.toContain(oldest);
  await acked(at(ana), { type: "SendMessage", chatId: oldest, text: "Still there?" });
  await ben.frame(({ t, chat }) => t === "chat" && (chat as { chatId: string }).chatId === oldest);
  expect(replicaOf(ben, oldest).entries).toHaveLength(2);
});

test("[TE6] the search finds one's own chats among colleagues alone, and takes what is typed as it is", async () => {
  const { account, sockets } = await teamOf(3);
  const [ana] = sockets;
  const [anaId, benId, cleoId] = idsOf(account);
  const { chatId } = await acked(at(ana), { type: "StartTeamChat", agentIds: [benId] });
  await acked(at(ana), { type: "SendMessage", chatId, text: "The code is 100%_sure" });
  const find = (agentId: number | undefined, wanted: string) =>
    searchTeam(scene.pool, account.accountId, agentId as Parameters<typeof searchTeam>[2], wanted);
  expect((await find(benId, "CODE IS")).messages).toEqual([
    { chatId, seq: 2, at: expect.any(Number), from: "Agent 1", excerpt: "The code is 100%_sure" },
  ]);
  expect((await find(anaId, "100%_s")).messages).toHaveLength(1);
  expect((await find(anaId, "1%s")).messages).toEqual([]);
  expect((await find(cleoId, "code")).messages).toEqual([]);
});

test("[TE6] a file that was sent among colleagues is found by its name", async () => {
  const { account, node, sockets } = await teamOf(3);
  const [, benId, cleoId] = idsOf(account);
  const { chatId } = await acked(at(sockets[0]), { type: "StartTeamChat", agentIds: [benId] });
  // An id of the accounts' own table.
  const from = { kind: "agent", agentId: benId as AgentId, name: "Agent 2" } as const;
  const file = {
    fileId: randomUUID() as FileId,
    name: "Price list.pdf",
    mime: "application/pdf",
    sizeBytes: 9,
    image: null,
  };
  const order = {
    accountId: account.accountId,
    actor: `agent:${agentOf(account, 1).agentId}`,
    commandId: "list" as CommandId,
  } as const;
  const command = { type: "SendMessage", from, messageId: order.commandId, file } as const;
  expect(await node.context.perform.onChat(order, chatId, command)).toMatchObject({ ok: true });
  const find = (agentId: number | undefined) =>
    searchTeam(scene.pool, account.accountId, agentId as AgentId, "price L");
  expect((await find(benId)).messages).toMatchObject([
    { seq: 2, from: "Agent 2", excerpt: "Price list.pdf" },
  ]);
  expect((await find(cleoId)).messages).toEqual([]);
});

test("[VI7] another account's agent cannot be written to", async () => {
  const { sockets } = await teamOf(1);
  const elsewhere = await teamOf(1);
  expect(
    await refusalOf(at(sockets[0]), { type: "StartTeamChat", agentIds: idsOf(elsewhere.account) }),
  ).toEqual({ reason: "unknown-agent" });
});

async function teamOf(
  size: number,
): Promise<{ account: TestAccount; node: TestNode; sockets: TestSocket[] }> {
  const account = await scene.newAccount(size);
  const node = scene.newNode();
  const sockets = await Promise.all(account.agents.map((agent) => agentSocket(node, agent)));
  return { account, node, sockets };
}

function idsOf(account: TestAccount): number[] {
  return account.agents.map(({ agentId }) => agentId);
}

function at(socket: TestSocket | undefined): TestSocket {
  if (!socket) throw new Error("there is no such agent");
  return socket;
}
