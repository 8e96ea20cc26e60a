import { CLOSE } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  agentSocket,
  CALLER,
  newToken,
  type TestAccount,
  TestSocket,
  visitorSocket,
} from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  type Scene,
  servedVisitor,
  storyOf,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openScene();
  account = await scene.newAccount();
});
afterAll(() => scene.close());

const PAGE = { url: "https://shop.example/", title: "Shop" };

test("[DO3] what comes before hello is answered with what was expected, and hello then opens", async () => {
  const socket = newSocket();
  socket.tell({ t: "typing", on: true });
  expect(socket.frames).toEqual([{ t: "fault", field: "/t", expected: "hello first" }]);
  socket.tell(hello());
  await socket.welcome();
});

test("[DO3] a second hello is a fault, and the connection goes on", async () => {
  const socket = await visitorSocket(scene.node, account);
  socket.tell(hello());
  expect(socket.frames.at(-1)).toEqual({ t: "fault", field: "/t", expected: "one hello a connection" });
  await acked(socket, { type: "SendMessage", text: "Still here" });
});

test("[DO3] a command that is not understood is refused, so that what is said after it is not kept waiting", async () => {
  const socket = await visitorSocket(scene.node, account);
  const refused = await socket.command({ type: "SendMessage", text: 1 });
  expect(refused).toMatchObject({ t: "refused", refusal: { reason: "defect" } });
  expect(socket.frames.filter(({ t }) => t === "fault")).toMatchObject([
    { field: expect.stringMatching("^/command") },
  ]);
});

test("[DO3] garbage is answered, and what follows is done", async () => {
  const socket = await visitorSocket(scene.node, account);
  for (const garbage of ["", "{", "null", "[1,2", "\u0000", `{"t":"command"}`]) socket.tellRaw(garbage);
  expect(socket.frames.filter(({ t }) => t === "fault").map(({ field }) => field)).toEqual([
    "/t",
    "/t",
    "/t",
    "/t",
    "/t",
    expect.any(String),
  ]);
  await acked(socket, { type: "SendMessage", text: "Still here" });
});

test("[DO3] too many frames that are not understood close the connection, twenty do not", async () => {
  const socket = await visitorSocket(scene.node, account);
  for (let index = 0; index < 20; index += 1) socket.tellRaw("?");
  expect(socket.closedWith).toBe(null);
  await acked(socket, { type: "SendMessage", text: "Still here" });
  socket.tellRaw("?");
  expect(socket.closedWith).toBe(CLOSE.badFrames);
});

test("[DO3] an agent's bad frames close no other socket", async () => {
  const [agent, colleague] = [
    await agentSocket(scene.node, agentOf(account)),
    await agentSocket(scene.node, agentOf(account, 1)),
  ];
  for (let index = 0; index <= 20; index += 1) agent.tell({ t: "cart", cart: null });
  expect([agent.closedWith, colleague.closedWith]).toEqual([CLOSE.badFrames, null]);
});

test("[DO3] a client that is too old is told to reload, an unknown key is refused", async () => {
  const old = newSocket();
  old.tell({ ...hello(), v: 0 });
  expect(old.closedWith).toBe(CLOSE.tooOld);
  const unknown = newSocket();
  unknown.tell({ ...hello(), key: "nobody" });
  await expect(unknown.welcome()).rejects.toThrow(`closed with ${CLOSE.refused}`);
});

test("[DO3] frames that come while hello is answered are done after it, in their order", async () => {
  const socket = newSocket();
  socket.tell(hello());
  socket.tell({ t: "command", id: "before-welcome-1", command: { type: "SendMessage", text: "One" } });
  socket.tell({ t: "command", id: "before-welcome-2", command: { type: "SendMessage", text: "Two" } });
  const { chatId } = await socket.answer("before-welcome-2");
  expect(socket.frames[0]?.t).toBe("welcome");
  expect(await storyOf(scene.pool, String(chatId))).toEqual([
    "started by visitor",
    "visitor: One",
    "ChatQueued",
    "visitor: Two",
  ]);
});

test("[DO3] more than 64 commands under way at once are answered with slow-down, and none is lost silently", async () => {
  const { visitor } = await waitingVisitor(scene.node, account);
  const ids = Array.from({ length: 80 }, (_, index) => `burst-${index + 1000}`);
  for (const id of ids) visitor.tell({ t: "command", id, command: { type: "SendMessage", text: id } });
  const answers = await Promise.all(ids.map((id) => visitor.answer(id)));
  expect(answers.filter(({ t }) => t === "ack")).toHaveLength(64);
  expect(answers.slice(64).map(({ refusal }) => refusal)).toEqual(
    Array.from({ length: 16 }, () => ({ reason: "slow-down" })),
  );
  visitor.frames.length = 0;
  await acked(visitor, { type: "SendMessage", text: "Later" }, ids.at(-1));
});

test("[DO3] a NUL and half a surrogate pair are stored as U+FFFD, everything else as written", async () => {
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  await acked(visitor, { type: "SendMessage", text: "a\0b\ud800c\udc00d😀" });
  await acked(agent, { type: "SendMessage", chatId, text: "\ud83d" });
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual([
    "visitor: a\uFFFDb\uFFFDc\uFFFDd😀",
    "Agent 1: \uFFFD",
  ]);
});

test("[DO3] ids and addresses that no store would take are answered like any that do not exist", async () => {
  const agent = await agentSocket(scene.node, agentOf(account));
  for (const chatId of ["\0", "\ud800", "' or 1=1 --", "__proto__", "%00"]) {
    expect(await refusalOf(agent, { type: "ServeChat", chatId })).toEqual({ reason: "not-found" });
    expect(await refusalOf(agent, { type: "StartChat", visitorId: chatId, text: "Hi" })).toEqual({
      reason: "not-found",
    });
  }
  const visitor = await visitorSocket(scene.node, account, newToken(), {
    page: { url: "\0", title: "\udfff" },
    referrer: "http://\0/",
    chats: [{ chatId: "\0", upTo: 1 }],
  });
  visitor.tell({ t: "page", page: { url: "javascript:alert(1)", title: "\u202Eevil" } });
  await acked(visitor, { type: "SendMessage", text: "Hello" });
  await scene.node.stop();
});

function newSocket(): TestSocket {
  return new TestSocket((link) => scene.node.visitorSession(link, CALLER));
}

function hello() {
  return {
    t: "hello",
    v: 1,
    key: account.key,
    token: newToken(),
    page: PAGE,
    referrer: "",
    language: "en",
    idle: false,
    cart: null,
    chats: [],
  };
}
