import type { HistoryPage, HistoryRow } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, visitorSocket } from "../chats/testing/node.ts";
import { acked, agentOf, refusalOf } from "../chats/testing/scene.ts";
import { addAccount, OWNER } from "../testing/doors.ts";
import { askAs, endedChat, offlineMessage, openRoom, type Room, signIn } from "./testing/room.ts";

const FOREIGN = { email: "foreign@example.org", password: "another secret" };
let room: Room;
let stranger: ReturnType<typeof askAs>;

beforeAll(async () => {
  room = await openRoom();
  await addAccount(room.doors, FOREIGN.email, FOREIGN.password);
  stranger = askAs(room.doors, await signIn(room.doors, FOREIGN));
});
afterAll(() => room.close());

const idsOf = (page: HistoryPage) => page.rows.map(({ chatId }) => chatId);

test("[HI1] the room lists chats that are over and offline messages, newest first, and no open one", async () => {
  const chat = await endedChat(room, "Is the blue one\nin stock?");
  const message = await offlineMessage(room, "Call me back");
  room.node.now.ms += 1000;
  const open = await visitorSocket(room.node, room.account);
  await acked(open, { type: "SendMessage", text: "Still here" });

  const { status, body } = await room.ask("/history");
  expect(status).toBe(200);
  expect(body.next).toBeNull();
  const common = { department: null, rating: null, tags: [] };
  expect(body.rows).toEqual([
    {
      ...common,
      chatId: message.chatId,
      kind: "message",
      startedAt: room.node.now.ms - 1000,
      endedAt: null,
      durationMs: null,
      visitor: { visitorId: message.visitorId, number: expect.any(Number), name: null, email: null },
      agents: [],
      firstLine: "Call me back",
      unread: true,
    },
    {
      ...common,
      chatId: chat.chatId,
      kind: "chat",
      startedAt: room.node.now.ms - 2000,
      endedAt: room.node.now.ms - 2000,
      durationMs: 0,
      visitor: { visitorId: chat.visitorId, number: expect.any(Number), name: null, email: null },
      agents: [OWNER.name],
      firstLine: "Is the blue one\nin stock?",
      unread: false,
    },
  ] satisfies HistoryRow[]);
});

test("[HI6] a chat lasted from its first message to its last, not until its end or what came after", async () => {
  const { node, account } = room;
  const visitor = await visitorSocket(node, account);
  const { chatId } = await acked(visitor, { type: "SendMessage", text: "How long?" });
  const agent = await agentSocket(node, agentOf(account));
  node.now.ms += 5_000;
  await acked(agent, { type: "ServeChat", chatId });
  node.now.ms += 20_000;
  await acked(agent, { type: "SendMessage", chatId, text: "So long" });
  node.now.ms += 60_000;
  await acked(agent, { type: "EndChat", chatId });
  node.now.ms += 60_000;
  await acked(agent, { type: "ChangeTags", chatId, add: ["long"], remove: [] });
  const { body } = await room.ask("/history?tag=long");
  expect(body.rows).toMatchObject([{ chatId, durationMs: 25_000, endedAt: node.now.ms - 60_000 }]);
});

test("[HI2] a message that one agent opens is read for everybody, and every dashboard counts anew", async () => {
  const one = await agentSocket(room.node, agentOf(room.account));
  const before = Number((await one.welcome()).unread);
  const { chatId } = await offlineMessage(room, "Unread until opened");
  await one.frame((frame) => frame.t === "unread" && frame.count === before + 1);
  expect(idsOf((await room.ask("/history?kind=unread")).body)).toContain(chatId);

  await acked(one, { type: "ReadOfflineMessage", chatId });
  const other = await agentSocket(room.node, agentOf(room.account));
  expect((await other.welcome()).unread).toBe(before);
  expect(idsOf((await room.ask("/history?kind=unread")).body)).not.toContain(chatId);
  expect(idsOf((await room.ask("/history?kind=messages")).body)).toContain(chatId);
  expect(await refusalOf(other, { type: "ReadOfflineMessage", chatId })).toEqual({ reason: "nothing-to-do" });
});

test("[HI2] a message is an account's own: a stranger neither counts nor reads it", async () => {
  const { chatId } = await offlineMessage(room, "Not for strangers");
  expect((await stranger("/history")).body).toEqual({ rows: [], next: null });
  expect((await stranger("/history?kind=unread")).body.rows).toEqual([]);
  expect(idsOf((await room.ask("/history?kind=unread")).body)).toContain(chatId);
});

test("[HI4] filters hold together", async () => {
  const agentId = Number(agentOf(room.account).agentId);
  const { chatId, visitor, agent } = await endedChat(room, "To be found");
  room.account.settings.ratingEnabled = true;
  await acked(visitor, { type: "RateChat", chatId, rating: "bad" });
  await acked(agent, { type: "ChangeTags", chatId, add: ["billing", "vip"], remove: [] });
  const at = room.node.now.ms;
  const { rows } = await room.doors.fresh.pool.query(
    "insert into department (account_id, name) values ($1, 'Sales') returning id",
    [room.account.accountId],
  );
  const departmentId = rows[0].id;
  await room.doors.fresh.pool.query("update chat set department_id = $1 where id = $2", [
    departmentId,
    chatId,
  ]);

  const all = `kind=chats&from=${at}&until=${at + 1}&agentId=${agentId}&departmentId=${departmentId}&rating=bad&tag=vip`;
  const found = (await room.ask(`/history?${all}`)).body;
  expect(idsOf(found)).toEqual([chatId]);
  expect(found.rows[0]).toMatchObject({ department: "Sales", rating: "bad", tags: ["billing", "vip"] });
  for (const [one, other] of [
    ["kind=chats", "kind=messages"],
    [`from=${at}`, `from=${at + 1}`],
    [`until=${at + 1}`, `until=${at}`],
    [`agentId=${agentId}`, `agentId=${agentId + 100}`],
    [`departmentId=${departmentId}`, `departmentId=${departmentId + 100}`],
    ["rating=bad", "rating=good"],
    ["tag=vip", "tag=vi"],
  ] as const) {
    expect(idsOf((await room.ask(`/history?${one}`)).body), one).toContain(chatId);
    expect((await room.ask(`/history?${all.replace(one, other)}`)).body.rows, other).toEqual([]);
  }
});

test("[HI5] pages neither skip nor repeat, whatever is added on top and however many began at once", async () => {
  const { visitorId } = await endedChat(room, "Many times");
  const { pool } = room.doors.fresh;
  const add = (from: number, count: number, at: number) =>
    pool.query(
      `insert into chat (id, account_id, visitor_id, status, agent_ids, started_by, started_at, ended_at, tags)
       select 'p' || lpad(n::text, 6, '0'), $1, $2, 'ended', '{}', 'visitor', $3::bigint + n / 40, $3::bigint + 9999, '{paged}'
       from generate_series($4::int, $5::int) as n`,
      [room.account.accountId, visitorId, at, from, from + count - 1],
    );
  await add(1, 130, room.node.now.ms);
  const seen: string[] = [];
  let before = "";
  for (let page = 0; page < 10; page += 1) {
    const { body } = await room.ask(`/history?tag=paged${before}`);
    seen.push(...idsOf(body));
    if (body.next === null) break;
    before = `&before=${body.next}`;
    await add(1000 + page * 10, 5, room.node.now.ms + 100_000);
  }
  expect(seen).toHaveLength(130);
  expect(new Set(seen).size).toBe(130);
  const { rows } = await pool.query(
    "select id from chat where id < 'p001000' and id like 'p%' order by started_at desc, id",
  );
  expect(seen).toEqual(rows.map(({ id }) => id));
});

test("[HI3] a visitor's past chats are listed, and those of the same typed e-mail, marked; never the one that is open", async () => {
  const { pool } = room.doors.fresh;
  const first = await endedChat(room, "first");
  const other = await endedChat(room, "other device");
  const foreignAccount = await room.doors.agents.ofPerson(
    (await pool.query("select person_id from agent where account_id <> $1", [room.account.accountId])).rows[0]
      .person_id,
  );
  await pool.query(
    `insert into visitor (id, account_id, token_hash, number, email, created_at, last_seen_at)
     values ('foreign', $1, 'x', 1, 'Léa@example.com', 0, 0)`,
    [foreignAccount?.accountId],
  );
  await pool.query(
    `insert into chat (id, account_id, visitor_id, status, agent_ids, started_by, started_at)
     values ('foreign-chat', $1, 'foreign', 'ended', '{}', 'visitor', 5)`,
    [foreignAccount?.accountId],
  );
  const past = async (query = "") => (await room.ask(`/visitors/${first.visitorId}/chats${query}`)).body;
  const marks = (page: { rows: { chatId: string; isClaimed: boolean }[] }) =>
    page.rows.map(({ chatId, isClaimed }) => [chatId, isClaimed]);
  expect(marks(await past())).toEqual([[first.chatId, false]]);

  await pool.query("update visitor set email = 'léa@example.com' where id = $1", [first.visitorId]);
  await pool.query("update visitor set email = 'LÉA@example.com' where id = $1", [other.visitorId]);
  expect(marks(await past())).toEqual([
    [other.chatId, true],
    [first.chatId, false],
  ]);
  expect(marks(await past(`?except=${first.chatId}`))).toEqual([[other.chatId, true]]);
  const open = await acked(first.visitor, { type: "SendMessage", text: "again" });
  expect(marks(await past()).flat()).not.toContain(open.chatId);
});

test("[VI7] another account's visitor and one who is nobody are answered alike", async () => {
  const { visitorId } = await endedChat(room, "mine");
  const foreign = await stranger(`/visitors/${visitorId}/chats`);
  expect(foreign).toEqual(await stranger("/visitors/nobody/chats"));
  expect(foreign.status).toBe(404);
});

test("[DO2] the room asks for a sign-in", async () => {
  expect((await askAs(room.doors, undefined)("/history")).status).toBe(401);
});

test.each([
  ["kind=tickets", "kind"],
  ["from=yesterday", "from"],
  ["agentId=-1", "agentId"],
  ["rating=fair", "rating"],
  [`tag=${"x".repeat(141)}`, "tag"],
  ["before=1'", "before"],
])("[HI4] what makes no sense is refused by name: %s", async (query, field) => {
  const { status, body } = await room.ask(`/history?${query}`);
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ code: "invalid", field });
});
