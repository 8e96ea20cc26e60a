import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, newToken, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
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

test("[DL3] a message sent again gets the first answer: same socket, another one, another node, after the end", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account, token);
  const id = randomUUID();
  const message = { type: "SendMessage", text: "Once" };
  const first = await acked(visitor, message, id);
  expect(first).toEqual({ chatId, firstSeq: 5, lastSeq: 5 });
  visitor.frames.length = 0;
  expect(await acked(visitor, message, id)).toEqual(first);
  expect(await acked(await visitorSocket(scene.node, account, token), message, id)).toEqual(first);
  expect(await acked(await visitorSocket(scene.newNode(), account, token), message, id)).toEqual(first);
  await acked(agent, { type: "EndChat", chatId });
  expect(await acked(await visitorSocket(scene.node, account, token), message, id)).toEqual(first);
  const { rows } = await scene.pool.query("select count(*) as chats from chat where account_id = $1", [
    account.accountId,
  ]);
  expect(rows).toEqual([{ chats: 1 }]);
  expect((await storedLog(scene.pool, chatId)).map(({ type }) => type)).toEqual([
    "ChatStarted",
    "MessageSent",
    "ChatQueued",
    "AgentJoined",
    "MessageSent",
    "ChatEnded",
  ]);
});

test("[DL3] the message that started a chat, sent again in and after it, starts no other", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const visitor = await visitorSocket(scene.node, account, token);
  const id = randomUUID();
  const message = { type: "SendMessage", text: "Hello" };
  const first = await acked(visitor, message, id);
  expect(await acked(await visitorSocket(scene.newNode(), account, token), message, id)).toEqual(first);
  await acked(visitor, { type: "EndChat", chatId: first.chatId });
  expect(await acked(await visitorSocket(scene.newNode(), account, token), message, id)).toEqual(first);
  const later = await acked(visitor, { type: "SendMessage", text: "Again" });
  expect(await acked(await visitorSocket(scene.node, account, token), message, id)).toEqual(first);
  expect((await storedLog(scene.pool, later.chatId)).length).toBe(3);
});

test("[DL3] an agent's commands, sent again by another tab on another node, change nothing and say the same", async () => {
  const account = await scene.newAccount();
  const { chatId } = await waitingVisitor(scene.node, account);
  const tab = await agentSocket(scene.node, agentOf(account));
  const given: [command: object, id: string, answer: object][] = [];
  for (const command of commandsOn(chatId)) {
    const id = randomUUID();
    given.push([command, id, await acked(tab, command, id)]);
  }
  const before = await storedLog(scene.pool, chatId);
  const other = await agentSocket(scene.newNode(), agentOf(account));
  for (const [command, id, answer] of given) expect(await acked(other, command, id)).toEqual(answer);
  expect(await storedLog(scene.pool, chatId)).toEqual(before);
});

test("[DL3] a proactive chat started again by its command starts once, also after it ended", async () => {
  const account = await scene.newAccount();
  const visitor = await visitorSocket(scene.node, account);
  const { visitorId } = (await visitor.welcome()).visitor as { visitorId: string };
  const command = { type: "StartChat", visitorId, text: "May I help?" };
  const id = randomUUID();
  const agent = await agentSocket(scene.node, agentOf(account));
  const first = await acked(agent, command, id);
  await acked(agent, { type: "EndChat", chatId: first.chatId });
  const other = await agentSocket(scene.newNode(), agentOf(account));
  expect(await acked(other, command, id)).toEqual(first);
  expect((await storedLog(scene.pool, first.chatId)).length).toBe(4);
});

test("[DL3] a visitor's End chat, sent again on a connection that does not name the chat, gets the first answer", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { visitor, chatId } = await servedVisitor(scene.node, account, token);
  const id = randomUUID();
  const first = await acked(visitor, { type: "EndChat", chatId }, id);
  const later = await visitorSocket(scene.node, account, token);
  expect(await acked(later, { type: "EndChat", chatId }, id)).toEqual(first);
});

test("[DL3] one command given on five sockets at once is carried out once", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const nodes = [scene.node, scene.newNode()];
  const tabs = await Promise.all(
    [0, 1, 0, 1, 0].map((node) => visitorSocket(nodes[node] ?? scene.node, account, token)),
  );
  const id = randomUUID();
  const answers = await Promise.all(
    tabs.map((tab) => acked(tab, { type: "SendMessage", text: "Hello" }, id)),
  );
  const chatId = answers[0]?.chatId ?? "";
  expect(answers).toEqual(answers.map(() => ({ chatId, firstSeq: 1, lastSeq: 3 })));
  expect((await storedLog(scene.pool, chatId)).length).toBe(3);
});

test("[DL3] the same id from another person is another command", async () => {
  const account = await scene.newAccount();
  const id = randomUUID();
  const one = await visitorSocket(scene.node, account);
  const other = await visitorSocket(scene.node, account);
  const first = await acked(one, { type: "SendMessage", text: "Mine" }, id);
  const second = await acked(other, { type: "SendMessage", text: "Mine too" }, id);
  expect(second.chatId).not.toBe(first.chatId);
});

test("[DL4] a refused command leaves no trace, and the same command is carried out when it can be", async () => {
  const account = await scene.newAccount();
  const agent = await agentSocket(scene.node, agentOf(account));
  const id = randomUUID();
  const before = await rowsOf(account.accountId);
  expect(await refusalOf(agent, { type: "ServeNext" }, id)).toEqual({ reason: "none-left" });
  expect(await rowsOf(account.accountId)).toEqual(before);
  const { chatId } = await waitingVisitor(scene.node, account);
  agent.frames.length = 0;
  expect(await acked(agent, { type: "ServeNext" }, id)).toEqual({ chatId, firstSeq: 4, lastSeq: 4 });
});

test("[DL4] a refused first message starts no chat", async () => {
  const account = await scene.newAccount();
  const visitor = await visitorSocket(scene.node, account);
  const before = await rowsOf(account.accountId);
  expect(await refusalOf(visitor, { type: "SendMessage", text: "   " })).toEqual({ reason: "message-empty" });
  expect(await rowsOf(account.accountId)).toEqual(before);
});

test("[DL2] an answer comes only after the events are in the store", async () => {
  const account = await scene.newAccount();
  const { visitor, chatId } = await waitingVisitor(scene.node, account);
  const blocker = await scene.pool.connect();
  await blocker.query("begin");
  await blocker.query("select from chat_head where chat_id = $1 for update", [chatId]);
  visitor.tell({ t: "command", id: "blocked-1", command: { type: "SendMessage", text: "Wait" } });
  await until(async () => (await blockedBackends()) === 1);
  expect(
    visitor.frames.filter(({ t, id, from }) => id === "blocked-1" || (t === "events" && from === 3)),
  ).toEqual([]);
  await blocker.query("commit");
  blocker.release();
  expect(await visitor.answer("blocked-1")).toEqual({
    t: "ack",
    id: "blocked-1",
    chatId,
    firstSeq: 4,
    lastSeq: 4,
  });
});

function commandsOn(chatId: string): object[] {
  return [
    { type: "ServeNext" },
    { type: "SendMessage", chatId, text: "Hello" },
    { type: "SendMessage", chatId, text: "Bye" },
    { type: "EndChat", chatId },
  ];
}

async function rowsOf(accountId: number) {
  const { rows } = await scene.pool.query(
    `select (select count(*) from chat where account_id = $1) as chats,
       (select count(*) from command where account_id = $1) as commands,
       (select count(*) from deadline where account_id = $1) as deadlines,
       (select count(*) from chat_event) as events`,
    [accountId],
  );
  return rows[0];
}

async function blockedBackends(): Promise<number> {
  const { rows } = await scene.pool.query(
    "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0].n;
}
