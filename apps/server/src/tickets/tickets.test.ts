import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { growLog } from "../chats/testing/long-log.ts";
import { visitorSocket } from "../chats/testing/node.ts";
import {
  acked,
  agentOf,
  servedVisitor,
  storyOf,
  visitorIdOf,
  waitingVisitor,
} from "../chats/testing/scene.ts";
import { type Desk, newTicket, offlineForm, openDesk, signIn } from "./testing/desk.ts";

let desk: Desk;
let agent: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  desk = await openDesk();
  agent = await signIn(desk);
});
afterAll(() => desk.close());

const chat = () => servedVisitor(desk.node, desk.account);
const detailsOf = async (visitorId: string) =>
  (await desk.pool.query("select name, email from visitor where id = $1", [visitorId])).rows[0];

test("[TI1] a ticket is made from a chat, during and after it, with a number that counts up", async () => {
  const { agent: socket, chatId } = await chat();
  const during = await agent.create(newTicket(chatId));
  expect(during.statusCode).toBe(201);
  await acked(socket, { type: "EndChat", chatId });
  const after = await agent.create(newTicket(chatId, { subject: "Another one" }));
  expect(after.json().number).toBe(during.json().number + 1);
  const linked = await agent.ask("GET", `/chats/${chatId}/tickets`);
  expect(linked.json().tickets).toEqual([
    { number: during.json().number, subject: "The lamp flickers", status: "open" },
    { number: after.json().number, subject: "Another one", status: "open" },
  ]);
});

test("[TI1] a ticket is made from an offline message", async () => {
  const visitor = await visitorSocket(desk.node, desk.account);
  const { chatId } = await acked(visitor, offlineForm("Do you open on Sundays?"));
  const made = await agent.create(newTicket(chatId));
  expect(made.statusCode).toBe(201);
  expect(made.json().transcript).toMatchObject([
    { type: "OfflineMessageLeft", text: "Do you open on Sundays?" },
  ]);
});

test("[TI2] what a ticket would say is proposed from the details and the visitor's first words", async () => {
  const { visitor, agent: socket, chatId } = await chat();
  await acked(visitor, { type: "SendMessage", text: "My order 1234 is late\nCan you look?" });
  await acked(socket, { type: "SendMessage", chatId, text: "I am looking" });
  await acked(socket, { type: "ChangeTags", chatId, add: ["late"], remove: [] });
  await desk.pool.query("update visitor set name = 'Marie', email = 'm@example.com' where id = $1", [
    visitorIdOf(visitor),
  ]);
  const { requester, ...proposal } = (await agent.ask("GET", `/chats/${chatId}/ticket-proposal`)).json();
  expect(requester).toEqual({ name: "Marie", email: "m@example.com", number: expect.any(Number) });
  expect(proposal).toEqual({
    subject: "Hello",
    description: "Hello\nMy order 1234 is late\nCan you look?",
    departmentId: null,
    tags: ["late"],
    canMail: false,
  });
});

test("[TI2] of a conversation as long as a day no more is read than the first messages", async () => {
  const { chatId } = await chat();
  await growLog(desk.pool, chatId, 1200, 30);
  const { subject, description } = (await agent.ask("GET", `/chats/${chatId}/ticket-proposal`)).json();
  expect([subject, description]).toEqual(["Hello", ["Hello", ...Array(4).fill("x".repeat(30))].join("\n")]);
});

describe("[TI3] asked for again", () => {
  test("a ticket is the same one", async () => {
    const { chatId } = await chat();
    const fields = newTicket(chatId);
    const first = await agent.create(fields);
    const again = await agent.create(fields);
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json()).toEqual(first.json());
  });

  test("by many at once, it is made once", async () => {
    const { chatId } = await chat();
    const fields = newTicket(chatId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => agent.create(fields)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(7).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.json().number)).size).toBe(1);
    expect((await agent.ask("GET", `/chats/${chatId}/tickets`)).json().tickets).toHaveLength(1);
  });

  test("different ones made at once all have numbers of their own", async () => {
    const { chatId } = await chat();
    const answers = await Promise.all(Array.from({ length: 6 }, () => agent.create(newTicket(chatId))));
    expect(new Set(answers.map((answer) => answer.json().number)).size).toBe(6);
  });
});

describe("[TI4] the requester's e-mail", () => {
  test("is kept in the details of a visitor without one, and the chat says so once", async () => {
    const { visitor, chatId } = await chat();
    const fields = newTicket(chatId);
    await agent.create(fields);
    await agent.create(fields);
    expect(await detailsOf(visitorIdOf(visitor))).toEqual({ name: null, email: "marie@example.com" });
    const story = await storyOf(desk.pool, chatId);
    expect(story.filter((line) => line === "ContactDetailsUpdated")).toHaveLength(1);
  });

  test("never overwrites the one that stands there", async () => {
    const { visitor, chatId } = await chat();
    await desk.pool.query("update visitor set email = 'own@example.com' where id = $1", [
      visitorIdOf(visitor),
    ]);
    const made = await agent.create(newTicket(chatId));
    expect(made.json().requester.email).toBe("marie@example.com");
    expect(await detailsOf(visitorIdOf(visitor))).toEqual({ name: null, email: "own@example.com" });
    expect(await storyOf(desk.pool, chatId)).not.toContain("ContactDetailsUpdated");
  });
});

test("[TI5] the transcript is that of the moment, and holds no note, remark or agent's e-mail", async () => {
  const { visitor, agent: socket, chatId } = await chat();
  await acked(socket, { type: "WriteNote", chatId, text: "secret-note" });
  await acked(visitor, { type: "SendMessage", text: "before" });
  const made = (await agent.create(newTicket(chatId))).json();
  await acked(visitor, { type: "SendMessage", text: "afterwards" });
  const ticket = await agent.ticket(made.number);
  const text = JSON.stringify(ticket.transcript);
  expect(ticket.transcript.map(({ type }) => type)).toEqual([
    "ChatStarted",
    "MessageSent",
    "ChatQueued",
    "AgentJoined",
    "MessageSent",
  ]);
  for (const hidden of ["secret-note", "afterwards", agentOf(desk.account).email])
    expect(text).not.toContain(hidden);
});

test("[TI6] a ticket is solved and opened again; what is so already changes nothing", async () => {
  const { chatId } = await chat();
  const { number } = (await agent.create(newTicket(chatId))).json();
  const set = async (status: string) =>
    (await agent.ask("PUT", `/tickets/${number}/status`, { status })).json();
  const solved = await set("solved");
  expect(solved).toMatchObject({ status: "solved", solvedAt: desk.node.now.ms });
  desk.node.now.ms += 1000;
  expect(await set("solved")).toEqual(solved);
  expect(await set("open")).toMatchObject({ status: "open", solvedAt: null });
});

test("[TI7] without mail set up a ticket is kept, and says that no e-mail was sent", async () => {
  const { chatId } = await chat();
  const { number } = (await agent.create(newTicket(chatId))).json();
  expect(await agent.ticket(number)).toMatchObject({ mails: [], mailState: "none", canMail: false });
  const again = await agent.ask("POST", `/tickets/${number}/mails`);
  expect(again.json()).toMatchObject({ mails: [], mailState: "none" });
});

test("[TI8] [TI13] tickets are filtered and searched, the latest first, page by page", async () => {
  const other = await desk.addAccount("lists@example.com", "correct horse 2");
  const lists = await signIn(desk, "lists@example.com", "correct horse 2");
  const { chatId } = await servedVisitor(desk.node, other);
  const department = await desk.pool.query(
    "insert into department (account_id, name) values ($1, 'Repairs') returning id",
    [other.accountId],
  );
  const departmentId: number = department.rows[0].id;
  for (let n = 1; n <= 53; n += 1) await lists.create(newTicket(chatId, { subject: `Lamp 100% ${n}.` }));
  await lists.create(
    newTicket(chatId, { departmentId, requester: { name: "Zoé", email: "zoe@example.com" } }),
  );
  await lists.ask("PUT", "/tickets/2/status", { status: "solved" });
  const numbers = async (query: string) => {
    const list = (await lists.ask("GET", `/tickets?${query}`)).json();
    return { numbers: list.tickets.map((ticket: { number: number }) => ticket.number), more: list.more };
  };
  const [latest] = (await lists.ask("GET", "/tickets")).json().tickets;
  expect(latest).toMatchObject({ number: 54, chatId, requester: { name: "Zoé" } });
  const first = await numbers("");
  expect(first.numbers.slice(0, 2)).toEqual([54, 53]);
  expect([first.numbers.length, first.more]).toEqual([50, true]);
  expect(await numbers(`before=${first.numbers.at(-1)}`)).toEqual({ numbers: [4, 3, 1], more: false });
  expect(await numbers("status=solved")).toEqual({ numbers: [2], more: false });
  expect((await numbers("status=all&before=4")).numbers).toEqual([3, 2, 1]);
  expect(await numbers(`department=${departmentId}`)).toEqual({ numbers: [54], more: false });
  expect((await numbers("q=zo%C3%A9")).numbers).toEqual([54]);
  expect((await numbers("q=ZOE@EXAMPLE")).numbers).toEqual([54]);
  expect((await numbers("q=%2317")).numbers).toEqual([17]);
  expect((await numbers("q=100%25+17.")).numbers).toEqual([17]);
  expect((await numbers("q=100_")).numbers).toEqual([]);
});

test("[TI9] another account's tickets and chats are answered like those that do not exist", async () => {
  await desk.addAccount("other@example.com", "correct horse 1");
  const other = await signIn(desk, "other@example.com", "correct horse 1");
  const { chatId } = await chat();
  const { number } = (await agent.create(newTicket(chatId))).json();
  expect((await agent.ask("GET", `/tickets/${number}`)).statusCode).toBe(200);
  const compare = async (path: string, none: string, ...rest: [("GET" | "PUT" | "POST")?, object?]) => {
    const [method = "GET", body] = rest;
    const [theirs, nobodys] = [await other.ask(method, path, body), await other.ask(method, none, body)];
    expect(theirs.statusCode).toBe(nobodys.statusCode);
    expect(theirs.json()).toEqual(nobodys.json());
    return theirs;
  };
  expect((await compare(`/tickets/${number}`, "/tickets/999999")).statusCode).toBe(404);
  await compare(`/tickets/${number}/status`, "/tickets/999999/status", "PUT", { status: "solved" });
  await compare(`/tickets/${number}/mails`, "/tickets/999999/mails", "POST");
  await compare(`/chats/${chatId}/ticket-proposal`, "/chats/none/ticket-proposal");
  expect((await compare(`/chats/${chatId}/tickets`, "/chats/none/tickets")).json().tickets).toEqual([]);
  const [theirs, nobodys] = [
    await other.create(newTicket(chatId)),
    await other.create(newTicket("no-such-chat")),
  ];
  expect(theirs.statusCode).toBe(404);
  expect(theirs.json()).toEqual(nobodys.json());
  expect((await other.ask("GET", "/tickets?status=all")).json().tickets).toEqual([]);
});

test("[TI9] who is not signed in, or asks from another site, gets nothing", async () => {
  const { chatId } = await chat();
  const anonymous = await desk.doors.browse({ url: "/dashboard-api/tickets" });
  expect(anonymous.statusCode).toBe(401);
  const payload = newTicket(chatId);
  const request = { method: "POST", url: "/dashboard-api/tickets", payload } as const;
  expect((await desk.doors.browse(request)).statusCode).toBe(401);
  const foreign = await desk.doors.browse({ ...request, headers: { origin: "http://evil.example" } });
  expect(foreign.statusCode).toBe(403);
  expect((await agent.ask("GET", `/chats/${chatId}/tickets`)).json().tickets).toEqual([]);
});

test.each<[string, object]>([
  ["requester.email", { requester: { name: "Marie", email: "" } }],
  ["requester.email", { requester: { name: "Marie", email: "marie" } }],
  ["requester.email", { requester: { name: "Marie", email: "a@b.example, c@d.example" } }],
  ["requester.email", { requester: { name: "Marie", email: "<a@b.example>" } }],
  ["requester.email", { requester: { name: "Marie", email: "a@b.example\r\nBcc: c@d.example" } }],
  ["subject", { subject: "" }],
  ["subject", { subject: " \n" }],
  ["subject", { subject: "x".repeat(201) }],
  ["description", { description: "x".repeat(20_001) }],
  ["tags.0", { tags: ["two words"] }],
  ["departmentId", { departmentId: 999_999 }],
  ["id", { id: "short" }],
])("[TI10] a wrong %s is refused by its name, and nothing is made: %j", async (field, wrong) => {
  const { chatId } = await chat();
  const refused = await agent.create(newTicket(chatId, wrong));
  expect(refused.statusCode).toBe(400);
  expect(refused.json().error).toMatchObject({ code: "invalid", field });
  expect((await agent.ask("GET", `/chats/${chatId}/tickets`)).json().tickets).toEqual([]);
});

test("[TI10] a chat among colleagues makes no ticket", async () => {
  const { chatId } = await waitingVisitor(desk.node, desk.account);
  await desk.pool.query("update chat set status = 'team', visitor_id = null where id = $1", [chatId]);
  expect((await agent.create(newTicket(chatId))).statusCode).toBe(404);
});
