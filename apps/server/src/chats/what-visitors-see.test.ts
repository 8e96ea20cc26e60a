import { afterAll, beforeAll, expect, test } from "vitest";
import { addDepartment, transferTo } from "./testing/departments.ts";
import {
  agentSocket,
  CALLER,
  newToken,
  type TestAccount,
  type TestNode,
  TestSocket,
  visitorSocket,
} from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  openScene,
  pass,
  refusalOf,
  replicaOf,
  type Scene,
  servedVisitor,
  storedLog,
  visitorIdOf,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** What agents write to one another, and what no visitor is to know of a department. */
const NOTE = "He is a difficult one";
const REMARK = "He has paid twice";
const TAG = "troublemaker";
const AMONG_AGENTS = [
  NOTE,
  REMARK,
  TAG,
  "excludes",
  "handsOver",
  "Invit",
  "members",
  "NoteWritten",
  "TagsChanged",
];

/**
 * Everything that happens to a visitor: transferred, handed over, noted about, rated, queued, gone and back,
 * disconnected, served, ended.
 */
async function eventfulChat(node: TestNode, account: TestAccount) {
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(node, account, token);
  await acked(agent, { type: "SendMessage", chatId, text: "What may I do?" });
  await workTogether(node, account, agent, chatId);
  await acked(agent, { type: "RequestRating", chatId });
  await acked(visitor, { type: "RateChat", chatId, rating: "bad" });
  await acked(visitor, { type: "SubmitComment", chatId, comment: "Slow" });
  const asSystem = { accountId: account.accountId, actor: "system" } as const;
  const run = (commandId: string, type: "RecordVisitorGone" | "RecordVisitorBack") =>
    node.context.perform.onChat({ ...asSystem, commandId: commandId as never }, chatId, { type });
  await run("gone-1", "RecordVisitorGone");
  await run("back-1", "RecordVisitorBack");
  await leave(node, [agent], String(agentOf(account).agentId));
  await pass(node, 30_000);
  const resumed = await visitorSocket(node, account, token, { chats: [{ chatId, upTo: 2 }] });
  resumed.tell({ t: "older", chatId, before: 8 });
  await resumed.frame(({ t }) => t === "older");
  const fresh = await visitorSocket(node, account, token);
  await acked(visitor, { type: "EndChat", chatId });
  return { chatId, sockets: [visitor, resumed, fresh] };
}

/** Notes, tags, an invitation that is declined, a transfer to the agent's own department, a hand-over that comes back. */
async function workTogether(node: TestNode, account: TestAccount, agent: TestSocket, chatId: string) {
  const sales = await addDepartment(scene.pool, account, "Sales", [0, 1]);
  const colleague = await agentSocket(node, agentOf(account, 1));
  const invite = (andLeave: boolean) => ({
    type: "InviteAgent",
    chatId,
    email: agentOf(account, 1).email,
    andLeave,
  });
  await acked(agent, { type: "WriteNote", chatId, text: NOTE });
  await acked(agent, { type: "ChangeTags", chatId, add: [TAG], remove: [] });
  await acked(agent, invite(false));
  await acked(colleague, { type: "DeclineInvitation", chatId });
  await acked(agent, invite(true));
  await acked(colleague, { type: "DeclineInvitation", chatId });
  await acked(agent, { type: "ServeChat", chatId });
  await acked(agent, transferTo(sales, chatId, { remark: REMARK }));
  await acked(agent, { type: "ServeChat", chatId });
}

test("[VS2] [NO1] no frame to a visitor's socket tells a queue number, an e-mail, that they were gone, or what agents say among themselves", async () => {
  const account = await scene.newAccount();
  account.settings.ratingEnabled = true;
  const { chatId, sockets } = await eventfulChat(scene.newNode(), account);
  const log = await storedLog(scene.pool, chatId);
  const types = log.map(({ type }) => type);
  const hidden = [
    "NoteWritten",
    "TagsChanged",
    "AgentInvited",
    "InvitationEnded",
    "VisitorGone",
    "VisitorBack",
  ];
  const shown = ["ChatQueued", "AgentDisconnected", "ChatTransferred", "ChatRated", "ChatEnded"];
  for (const type of [...hidden, ...shown]) expect(types).toContain(type);
  for (const secret of AMONG_AGENTS)
    expect(JSON.stringify([log, await scene.node.context.agentHub.departments(account.accountId)])).toContain(
      secret,
    );
  const agents = account.agents.map(({ email }) => email);
  for (const socket of sockets) {
    // What a frame says of the visitor's own details is theirs [DE5].
    const said = JSON.stringify(socket.frames.map((frame) => ({ ...frame, visitor: null })));
    expect(said).toContain("ChatQueued");
    for (const secret of [
      "queueNumber",
      "VisitorGone",
      "VisitorBack",
      "visitorGoneSince",
      '"email"',
      ...AMONG_AGENTS,
      ...agents,
    ]) {
      expect(said.includes(secret) ? secret : "").toBe("");
    }
    expect(replicaOf(socket, chatId, { upTo: 2, entries: [], view: null }).upTo).toBe(log.length);
  }
});

test("[VS1] an agent's socket gets every event of the chat as it was stored", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  await acked(agent, { type: "SendMessage", chatId, text: "Hello" });
  await acked(agent, { type: "EndChat", chatId });
  expect(replicaOf(agent, chatId).entries).toEqual(await storedLog(scene.pool, chatId));
});

test("[DO1] a visitor's token opens their own chat, and another's is answered like one that does not exist", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const { agent, chatId } = await servedVisitor(scene.node, account, token);
  const stranger = newToken();
  const before = await storedLog(scene.pool, chatId);
  const own = await visitorSocket(scene.node, account, token, { chats: [{ chatId, upTo: 1 }] });
  expect((await own.welcome()).chats).toMatchObject([{ kind: "resumed", chatId, from: 1 }]);
  const [theirs, nobodys] = await Promise.all(
    [chatId, "2601.1.nowhere"].map(async (named) => {
      const socket = await visitorSocket(scene.node, account, stranger, {
        chats: [{ chatId: named, upTo: 1 }],
      });
      const refusal = await refusalOf(socket, { type: "EndChat", chatId: named });
      socket.tell({ t: "older", chatId: named, before: 5 });
      socket.tell({ t: "typing", on: true });
      socket.tell({ t: "ping" });
      await socket.frame(({ t }) => t === "pong");
      return { chats: (await socket.welcome()).chats, refusal, kinds: socket.frames.map(({ t }) => t) };
    }),
  );
  expect(theirs).toEqual({
    chats: [],
    refusal: { reason: "not-found" },
    kinds: ["welcome", "refused", "pong"],
  });
  expect(theirs).toEqual(nobodys);
  expect(await storedLog(scene.pool, chatId)).toEqual(before);
  expect(agent.frames.some(({ t }) => t === "typing")).toBe(false);
});

test("[DO1] what is said in one visitor's chat reaches no other visitor's socket", async () => {
  const account = await scene.newAccount();
  const outsider = await servedVisitor(scene.node, account);
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const heard = outsider.visitor.frames.length;
  await acked(visitor, { type: "SendMessage", text: "A secret" });
  agent.tell({ t: "typing", chatId, on: true });
  await visitor.frame(({ t }) => t === "typing");
  await acked(agent, { type: "SendMessage", chatId, text: "Kept" });
  expect(outsider.visitor.frames.length).toBe(heard);
  await acked(agent, { type: "SendMessage", chatId: outsider.chatId, text: "For you" });
  expect(JSON.stringify(outsider.visitor.frames.slice(heard))).toContain("For you");
});

test("[DO1] a token that is not known makes a new visitor, the same token again the same one", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  const sockets = [token, token, newToken()].map((one) => visitorSocket(scene.node, account, one));
  const ids = (await Promise.all(sockets)).map(visitorIdOf);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test("[DO1] a token of one account is a stranger's in another", async () => {
  const [here, there] = [await scene.newAccount(), await scene.newAccount()];
  const token = newToken();
  const { visitor, chatId } = await servedVisitor(scene.node, here, token);
  const elsewhere = await visitorSocket(scene.node, there, token, { chats: [{ chatId, upTo: 1 }] });
  expect((await elsewhere.welcome()).chats).toEqual([]);
  expect(visitorIdOf(elsewhere)).not.toBe(visitorIdOf(visitor));
});

test("[DO1] a token that could be guessed is no token: the fault says what one is, and a good one then opens", async () => {
  const account = await scene.newAccount();
  for (const token of [
    "",
    "v1_short",
    `v2_${"x".repeat(60)}`,
    `v1_${"x".repeat(39)}`,
    `v1_${"ü".repeat(60)}`,
  ]) {
    const socket = new TestSocket((link) => scene.node.visitorSession(link, CALLER));
    const hello = {
      t: "hello",
      v: 1,
      key: account.key,
      token,
      page: { url: "", title: "" },
      referrer: "",
      language: "",
      idle: false,
      cart: null,
      chats: [],
    };
    socket.tell(hello);
    const fault = await socket.frame(({ t }) => t === "fault");
    expect(fault).toEqual({
      t: "fault",
      field: "/token",
      expected: "v1_ and 40 to 97 random characters, kept by the browser",
    });
    socket.tell({ ...hello, token: newToken() });
    await socket.welcome();
  }
});

test("[DO1] only a hash of the token is stored", async () => {
  const account = await scene.newAccount();
  const token = newToken();
  await visitorSocket(scene.node, account, token);
  const { rows } = await scene.pool.query("select v::text as row from visitor v where account_id = $1", [
    account.accountId,
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0].row).not.toContain(token);
});
