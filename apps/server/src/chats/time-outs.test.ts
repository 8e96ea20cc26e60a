import type { AccountSettings } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringDeadlinesForward } from "./shorter-time-outs.ts";
import { agentSocket, type TestAccount, type TestNode } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  openScene,
  pass,
  type Scene,
  servedVisitor,
  storyOf,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

const MINUTE_MS = 60_000;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** As when an administrator saves. */
async function change(node: TestNode, account: TestAccount, changes: Partial<AccountSettings>) {
  const { accountId } = account;
  const before = node.context.accounts.settingsOf(accountId);
  Object.assign(account.settings, changes);
  const after = node.context.accounts.settingsOf(accountId);
  await bringDeadlinesForward(scene.pool, { accountId, before, after });
}

const endOf = async (chatId: string) => (await storyOf(scene.pool, chatId)).slice(4);
const ENDED = ["ended by time-out"];

test("[SE6] how long a disconnected agent is waited for is each account's own", async () => {
  const node = scene.newNode();
  const [hasty, patient] = [await scene.newAccount(), await scene.newAccount()];
  Object.assign(hasty.settings, { agentGoneAfterMs: 5_000 });
  Object.assign(patient.settings, { agentGoneAfterMs: 60_000 });
  const [one, other] = [await servedVisitor(node, hasty), await servedVisitor(node, patient)];
  await leave(node, [one.agent], String(agentOf(hasty).agentId));
  await leave(node, [other.agent], String(agentOf(patient).agentId));
  await pass(node, 4_999);
  expect([await endOf(one.chatId), await endOf(other.chatId)]).toEqual([[], []]);
  await pass(node, 1);
  expect(await endOf(one.chatId)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
  await pass(node, 54_999);
  expect(await endOf(other.chatId)).toEqual([]);
  await pass(node, 1);
  expect(await endOf(other.chatId)).toEqual(["AgentDisconnected Agent 1", "ChatQueued"]);
});

test("[SE6] after how long silence, or the visitor's going, ends a chat is each account's own", async () => {
  const node = scene.newNode();
  const [quick, slow] = [await scene.newAccount(), await scene.newAccount()];
  Object.assign(quick.settings, { chatIdleAfterMs: MINUTE_MS, visitorGoneAfterMs: 30_000 });
  const silent = await Promise.all([quick, slow].map((account) => servedVisitor(node, account)));
  const left = await Promise.all([quick, slow].map((account) => waitingVisitor(node, account)));
  for (const { visitor } of left) await leave(node, [visitor], visitorIdOf(visitor));
  // The grace of a reload; the chat then notes the going, from which the time-out counts.
  await pass(node, 10_000);
  await pass(node, 29_999);
  const open = ["started by visitor", "visitor: Hello", "ChatQueued", "VisitorGone"];
  for (const { chatId } of left) expect(await storyOf(scene.pool, chatId)).toEqual(open);
  await pass(node, 1);
  expect(await storyOf(scene.pool, left[0]?.chatId ?? "")).toEqual([...open, ...ENDED]);
  await pass(node, 20_000);
  expect(await Promise.all(silent.map(({ chatId }) => endOf(chatId)))).toEqual([ENDED, []]);
  expect(await storyOf(scene.pool, left[1]?.chatId ?? "")).toEqual(open);
});

test("[SE7] a shorter idle time-out ends at once a chat that has been silent for longer, and no other", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const silent = await servedVisitor(node, account);
  const waiting = await waitingVisitor(node, account);
  await pass(node, 6 * MINUTE_MS);
  const later = await servedVisitor(node, account);
  await acked(silent.agent, { type: "SendMessage", chatId: later.chatId, text: "Hi" });
  await pass(node, 4 * MINUTE_MS);
  expect(await endOf(silent.chatId)).toEqual([]);
  await change(node, account, { chatIdleAfterMs: 5 * MINUTE_MS });
  await pass(node, 0);
  expect(await endOf(silent.chatId)).toEqual(ENDED);
  expect(await endOf(later.chatId)).toEqual(["Agent 1: Hi"]);
  await pass(node, MINUTE_MS);
  expect(await endOf(later.chatId)).toEqual(["Agent 1: Hi", ...ENDED]);
  expect(await storyOf(scene.pool, waiting.chatId)).toHaveLength(3);
});

test("[SE7] a message moves the shorter time-out as it did the longer one", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(node, account);
  visitor.tell({ t: "idle", idle: true });
  await pass(node, 15 * MINUTE_MS);
  await acked(agent, { type: "SendMessage", chatId, text: "Still there?" });
  await change(node, account, { chatIdleAfterMs: 10 * MINUTE_MS });
  await pass(node, 10 * MINUTE_MS - 1);
  expect(await endOf(chatId)).toEqual(["Agent 1: Still there?"]);
  await pass(node, 1);
  expect(await endOf(chatId)).toEqual(["Agent 1: Still there?", ...ENDED]);
});

test("[SE7] a longer idle time-out keeps open a chat that the shorter one would have ended", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { visitor, chatId } = await servedVisitor(node, account);
  visitor.tell({ t: "idle", idle: true });
  await pass(node, 19 * MINUTE_MS);
  await change(node, account, { chatIdleAfterMs: 30 * MINUTE_MS });
  await pass(node, 11 * MINUTE_MS - 1);
  expect(await endOf(chatId)).toEqual([]);
  await pass(node, 1);
  expect(await endOf(chatId)).toEqual(ENDED);
});

test("[SE7] the going of a visitor and of an agent obey the change too", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount();
  const { visitor, chatId } = await servedVisitor(node, account);
  const forsaken = await waitingVisitor(node, account);
  const colleague = await agentSocket(node, agentOf(account, 1));
  await acked(colleague, { type: "ServeChat", chatId: forsaken.chatId });
  await leave(node, [visitor], visitorIdOf(visitor));
  await leave(node, [colleague], String(agentOf(account, 1).agentId));
  await pass(node, 10_000);
  expect(await endOf(chatId)).toEqual(["VisitorGone"]);
  await change(node, account, { visitorGoneAfterMs: 20_000, agentGoneAfterMs: 10_000 });
  await pass(node, 0);
  expect(await endOf(forsaken.chatId)).toEqual(["AgentDisconnected Agent 2", "ChatQueued"]);
  await pass(node, 19_999);
  expect(await endOf(chatId)).toEqual(["VisitorGone"]);
  await pass(node, 1);
  expect(await endOf(chatId)).toEqual(["VisitorGone", ...ENDED]);
});

test("[SE7] another account's chats keep their time-outs", async () => {
  const node = scene.newNode();
  const [changed, other] = [await scene.newAccount(), await scene.newAccount()];
  const { chatId } = await servedVisitor(node, other);
  await pass(node, 10 * MINUTE_MS);
  await change(node, changed, { chatIdleAfterMs: MINUTE_MS });
  await pass(node, 10 * MINUTE_MS - 1);
  expect(await endOf(chatId)).toEqual([]);
});
