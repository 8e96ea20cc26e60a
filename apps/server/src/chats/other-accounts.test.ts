import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, type TestAccount, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  type Scene,
  servedVisitor,
  storedLog,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** An account in which somebody is served and somebody waits. */
async function busyAccount() {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const waiting = await waitingVisitor(scene.node, account);
  return { account, visitor, agent, chatId, waitingId: waiting.chatId, visitorId: visitorIdOf(visitor) };
}

const NOWHERE = { chatId: "2601.1.nowhere", waitingId: "2601.1.neither", visitorId: "1.nobody" };

test("[VI7] no command of an account's agent reaches another account's chat: answered like one that does not exist", async () => {
  const there = await busyAccount();
  const colleague = await agentSocket(scene.node, agentOf(there.account, 1));
  // They would do for a colleague, or be refused with a reason.
  expect(await answersOf(colleague, there)).toEqual([
    { reason: "already-served", by: ["Agent 1"] },
    { reason: "not-in-chat" },
    { reason: "not-in-chat" },
    { reason: "not-in-chat" },
    { reason: "already-served", by: ["Agent 1"] },
    "ack",
    { reason: "none-left" },
  ]);
  const before = await storedLog(scene.pool, there.chatId);
  for (const node of [scene.node, scene.newNode()]) {
    const stranger = await agentSocket(node, agentOf(await scene.newAccount()));
    const theirs = await answersOf(stranger, there);
    expect(theirs).toEqual([
      ...Array.from({ length: 6 }, () => ({ reason: "not-found" })),
      { reason: "none-left" },
    ]);
    expect(theirs).toEqual(await answersOf(stranger, NOWHERE));
    stranger.cut();
  }
  expect(await storedLog(scene.pool, there.chatId)).toEqual(before);
});

test("[VI7] opening, naming, reading, paging, typing in and asking about what is another account's tells nothing", async () => {
  const there = await busyAccount();
  const colleague = await agentSocket(scene.node, agentOf(there.account, 1), [
    { chatId: there.chatId, upTo: 0 },
  ]);
  await look(colleague, there);
  expect([...new Set(colleague.frames.map(({ t }) => t))].sort()).toEqual([
    "details",
    "older",
    "pong",
    "read",
    "welcome",
  ]);
  expect((await colleague.welcome()).chats).toHaveLength(1);
  const elsewhere = await scene.newAccount();
  const stranger = agentOf(elsewhere);
  const seen = await Promise.all(
    [there, NOWHERE].map(async (named) => {
      const socket = await agentSocket(scene.node, stranger, [{ chatId: named.chatId, upTo: 1 }]);
      await look(socket, named);
      const { chats, reads, queue, visitorsHere, unread } = await socket.welcome();
      return {
        chats,
        reads,
        queue,
        visitorsHere,
        unread,
        frames: socket.frames
          .slice(1)
          .filter((frame) => !isNewsOf(elsewhere, frame))
          .map((frame) => ({ ...frame, chatId: "" })),
      };
    }),
  );
  expect(seen[0]).toEqual({
    chats: [],
    reads: [],
    queue: { count: 0, oldest: null, onlyExcluded: 0 },
    visitorsHere: 0,
    unread: 0,
    frames: [
      { t: "dropped", chatId: "" },
      { t: "pong", chatId: "" },
    ],
  });
  expect(seen[0]).toEqual(seen[1]);
  expect(there.visitor.frames.some(({ t }) => t === "typing")).toBe(false);
  const { rows } = await scene.pool.query("select from chat_read where agent_id = $1", [stranger.agentId]);
  expect(rows).toEqual([]);
});

test("[VI7] what happens in one account reaches no socket of another: queue, list, chats, colleagues", async () => {
  const [here, there] = [await scene.newAccount(), await scene.newAccount()];
  const watch = {
    t: "watch",
    id: 1,
    window: { search: "", sort: { column: "onSite", descending: false }, offset: 0, limit: 50 },
  };
  const [colleague, stranger] = await Promise.all(
    [there, here].map(async (account) => {
      const socket = await agentSocket(scene.node, agentOf(account));
      socket.tell(watch);
      await socket.frame(({ t }) => t === "visitors");
      return socket;
    }),
  );
  if (!colleague || !stranger) throw new Error("two agents");
  const heard = stranger.frames.length;
  await servedByThe(there, colleague);
  scene.node.context.windows.tick();
  const kinds = colleague.frames.map(({ t }) => t);
  for (const t of ["queue", "chat", "events", "visitors"]) expect(kinds).toContain(t);
  // The first frames of its own connection may still come.
  const isOfItsOwn = ({ t }: { t: string }) => t === "colleagues" || t === "departments";
  expect(stranger.frames.slice(heard).filter((frame) => !isOfItsOwn(frame))).toEqual([]);
  const told = JSON.stringify(stranger.frames);
  expect(told).toContain(agentOf(here).email);
  for (const { email } of there.agents) expect(told).not.toContain(email);
});

test("[VI7] a command id that another account's agent used is free", async () => {
  const [one, other] = [await busyAccount(), await busyAccount()];
  const id = "shared-command-id";
  await acked(one.agent, { type: "SendMessage", chatId: one.chatId, text: "Mine" }, id);
  expect(
    (await acked(other.agent, { type: "SendMessage", chatId: other.chatId, text: "Mine" }, id)).chatId,
  ).toBe(other.chatId);
});

async function answersOf(
  socket: TestSocket,
  { chatId, waitingId, visitorId }: typeof NOWHERE,
): Promise<unknown[]> {
  const commands = [
    { type: "ServeChat", chatId },
    { type: "SendMessage", chatId, text: "Hi" },
    { type: "LeaveChat", chatId },
    { type: "EndChat", chatId },
    { type: "StartChat", visitorId, text: "Hi" },
    { type: "ServeChat", chatId: waitingId },
    { type: "ServeNext" },
  ];
  const answers: unknown[] = [];
  for (const command of commands) {
    const refusal = await refusalOf(socket, command);
    // An ack is left as it came.
    answers.push((refusal as { t?: string }).t === "ack" ? "ack" : refusal);
  }
  return answers;
}

/** Who is there in the account, which its own agents are told as they come; nobody else's. */
function isNewsOf({ agents }: TestAccount, frame: TestSocket["frames"][number]): boolean {
  if (frame.t === "departments") return JSON.stringify(frame.departments) === "[]";
  if (frame.t !== "colleagues") return false;
  const told = (frame.colleagues as { agentId: number }[]).map(({ agentId }) => agentId);
  return told.every((agentId) => agents.some((agent) => agent.agentId === agentId));
}

async function look(socket: TestSocket, { chatId, visitorId }: typeof NOWHERE): Promise<void> {
  socket.tell({ t: "open", chatId });
  socket.tell({ t: "details", visitorIds: [visitorId] });
  socket.tell({ t: "typing", chatId, on: true });
  socket.tell({ t: "older", chatId, before: 3 });
  socket.tell({ t: "read", chatId, seq: 2 });
  await scene.node.context.work.finished();
  socket.tell({ t: "close", chatId });
  socket.tell({ t: "ping" });
  await socket.frame(({ t }) => t === "pong");
}

async function servedByThe(account: TestAccount, agent: TestSocket): Promise<void> {
  const visitor = await visitorSocket(scene.node, account);
  await acked(visitor, { type: "SendMessage", text: "Hello" });
  await acked(agent, { type: "ServeNext" });
  await acked(visitor, { type: "SendMessage", text: "Thanks" });
}
