import { CLOSE } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  agentSocket,
  CALLER,
  greetingSocket,
  newToken,
  type TestAccount,
  visitorSocket,
} from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  type Scene,
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

const message = (text: string, id = `limits-${text}`) => ({
  t: "command",
  id,
  command: { type: "SendMessage", text },
});
const page = (index: number) => ({ t: "page", page: { url: `https://shop.example/${index}`, title: "" } });

test("[LI1] what a visitor sends on several pages counts together, and another visitor's does not", async () => {
  const token = newToken();
  const [one, other] = [
    await visitorSocket(scene.node, account, token),
    await visitorSocket(scene.node, account, token),
  ];
  for (let index = 0; index < 19; index += 1) for (const socket of [one, other]) socket.tell(page(index));
  expect([one.waitMs, other.waitMs]).toEqual([0, 0]);
  one.tell(page(19));
  other.tell({ t: "ping" });
  expect(one.waitMs).toBeGreaterThan(0);
  expect(other.waitMs).toBeGreaterThan(one.waitMs);
  const neighbour = await visitorSocket(scene.node, account);
  neighbour.tell(page(1));
  expect(neighbour.waitMs).toBe(0);
});

test("[LI1] who comes back in quick succession has earned nothing by it, and is put off before anything is asked for them", async () => {
  const token = newToken();
  for (let index = 0; index < 46; index += 1) (await visitorSocket(scene.node, account, token)).cut();
  const again = await visitorSocket(scene.node, account, token);
  for (let index = 0; index < 2; index += 1) again.tell(page(index));
  again.cut();
  const putOff = greetingSocket(scene.node, account, token);
  await expect(putOff.welcome()).rejects.toThrow(`closed with ${CLOSE.busy}`);
  const neighbour = await visitorSocket(scene.node, account);
  expect(neighbour.closedWith).toBeNull();
  scene.node.now.ms += 5_000;
  expect((await visitorSocket(scene.node, account, token)).closedWith).toBeNull();
});

test("[LI1] a message counts once, a long one more, and what asks the database by itself ten times as much", async () => {
  const { visitor, chatId } = await waitingVisitor(scene.node, account);
  const costOf = (frame: object) => {
    const before = visitor.waitMs;
    visitor.tell(frame);
    return (visitor.waitMs - before) / 20;
  };
  // Past the burst, each costs what it makes the next wait, 20 ms for one.
  for (let index = 0; index < 220; index += 1) visitor.tell({ t: "ping" });
  expect(visitor.waitMs).toBeGreaterThan(0);
  expect(costOf({ t: "ping" })).toBe(1);
  expect(costOf(message("short"))).toBe(1);
  expect(costOf(message("x".repeat(8_200), "limits-long"))).toBe(3);
  expect(costOf(page(1))).toBe(5);
  expect(costOf({ t: "older", chatId, before: 2 })).toBe(10);
  expect(costOf({ t: "links", fileIds: [] })).toBe(10);
  expect(costOf({ t: "command", id: "limits-end-1", command: { type: "EndChat", chatId } })).toBe(11);
  await visitor.answer("limits-end-1");
});

test("[LI1] an agent's dashboards share an allowance ten times as large", async () => {
  const [one, other] = [
    await agentSocket(scene.node, agentOf(account)),
    await agentSocket(scene.node, agentOf(account)),
  ];
  for (let index = 0; index < 990; index += 1) for (const socket of [one, other]) socket.tell({ t: "ping" });
  expect([one.waitMs, other.waitMs]).toEqual([0, 0]);
  for (let index = 0; index < 20; index += 1) one.tell({ t: "ping" });
  expect(one.waitMs).toBeGreaterThan(0);
  for (const socket of [one, other]) socket.cut();
});

test("[LI2] the fifty-first page of a visitor is told to come back later, and does when one is closed", async () => {
  const token = newToken();
  const pages = [];
  for (let index = 0; index < 50; index += 1) {
    scene.node.now.ms += 1_000;
    pages.push(await visitorSocket(scene.node, account, token));
  }
  await expect(greetingSocket(scene.node, account, token).welcome()).rejects.toThrow(
    `closed with ${CLOSE.busy}`,
  );
  // Those who are there are not disturbed.
  await acked(pages[49] as (typeof pages)[number], { type: "SendMessage", text: "Still here" });
  pages[0]?.cut();
  await visitorSocket(scene.node, account, token);
});

test("[LI4] [LI5] a thousand new visitors come from one address at once; known ones, and those from elsewhere, come still", async () => {
  const street = { ...CALLER, address: "203.0.113.7" };
  const known = newToken();
  await greetingSocket(scene.node, account, known, {}, street).welcome();
  const { newcomers } = scene.node.context.allowances;
  for (let index = 1; index < 1000; index += 1) expect(newcomers.tryTake("203.0.113.7")).toBe(true);
  const count = async () => (await scene.pool.query("select count(*)::int as n from visitor")).rows[0].n;
  const before = await count();
  await expect(greetingSocket(scene.node, account, newToken(), {}, street).welcome()).rejects.toThrow(
    `closed with ${CLOSE.busy}`,
  );
  expect(await count()).toBe(before);
  await greetingSocket(scene.node, account, known, {}, street).welcome();
  await greetingSocket(scene.node, account, newToken(), {}, { ...CALLER, address: "203.0.113.8" }).welcome();
  await greetingSocket(scene.node, account, newToken()).welcome();
  scene.node.now.ms += 1_000;
  // Who is known takes nothing of what the new ones may.
  await greetingSocket(scene.node, account, known, {}, street).welcome();
  await greetingSocket(scene.node, account, newToken(), {}, street).welcome();
});

test("[LI8] commands that come while hello is answered are refused past 64, and none is lost silently", async () => {
  const token = newToken();
  const { chatId } = await waitingVisitor(scene.node, account, token);
  const socket = greetingSocket(scene.node, account, token);
  const ids = Array.from({ length: 70 }, (_, index) => `early-${index}`);
  for (const id of ids) socket.tell(message(id));
  const answers = await Promise.all(ids.map((id) => socket.answer(`limits-${id}`)));
  expect(answers.slice(0, 64).map(({ t }) => t)).toEqual(Array(64).fill("ack"));
  expect(answers.slice(64).map(({ refusal }) => refusal)).toEqual(Array(6).fill({ reason: "slow-down" }));
  expect((await storyOf(scene.pool, chatId)).slice(-64)).toEqual(
    ids.slice(0, 64).map((id) => `visitor: ${id}`),
  );
});

test("[LI8] a node with 20,000 commands under way refuses the next, lets nobody new in, and goes on with what it has", async () => {
  const node = scene.newNode();
  const { visitor } = await waitingVisitor(node, account);
  const endings: (() => void)[] = [];
  for (let index = 0; index < 20_000; index += 1)
    node.context.work.track(new Promise((resolve) => endings.push(resolve)));
  visitor.tell(message("too-much"));
  expect(visitor.frames.at(-1)).toEqual({
    t: "refused",
    id: "limits-too-much",
    refusal: { reason: "slow-down" },
  });
  await expect(greetingSocket(node, account, newToken()).welcome()).rejects.toThrow(
    `closed with ${CLOSE.busy}`,
  );
  for (const end of endings) end();
  await node.context.work.finished();
  visitor.frames.length = 0;
  await acked(visitor, { type: "SendMessage", text: "again" }, "limits-too-much");
});

test("[LI14] ten offline messages are taken at once, then one a minute, and another visitor's still", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const form = { type: "LeaveOfflineMessage", name: "Ada", email: "ada@example.com", departmentId: null };
  for (let index = 0; index < 10; index += 1) await acked(visitor, { ...form, text: `${index}` });
  const refusal = { reason: "slow-down" };
  expect(await refusalOf(visitor, { ...form, text: "ten" }, "offline-ten")).toEqual(refusal);
  await acked(await visitorSocket(scene.node, account), { ...form, text: "mine" });
  scene.node.now.ms += 60_000;
  visitor.frames.length = 0;
  await acked(visitor, { ...form, text: "ten" }, "offline-ten");
  expect(await refusalOf(visitor, { ...form, text: "eleven" })).toEqual(refusal);
});
