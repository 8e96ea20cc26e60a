import type { ChatId } from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProcessHub } from "../platform/bus/in-process.ts";
import { LiveChats } from "./live-chats.ts";
import { openScene, type Scene, waitingVisitor } from "./testing/scene.ts";
import { WorkUnderWay } from "./work-under-way.ts";

const MINUTE_MS = 60_000;
const MOST_KEPT = 10;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[DL7] a node full of chats keeps those that were just asked for, and so does not talk past their readers", async () => {
  const { chats, now, accountId, chatIds } = await crowdedNode();
  const first = await chats.get(accountId, chatIds[0] ?? "");
  for (const chatId of chatIds) await chats.get(accountId, chatId);
  expect(await chats.get(accountId, chatIds[0] ?? "")).toBe(first);
  // An hour later nobody holds them, and the oldest go as new ones come.
  now.ms += 60 * MINUTE_MS;
  for (const chatId of await newChats(chatIds.length)) await chats.get(accountId, chatId);
  expect(await chats.get(accountId, chatIds[0] ?? "")).not.toBe(first);
});

test("[DL7] a chat that somebody reads is never forgotten, however long ago it was asked for", async () => {
  const { chats, now, accountId, chatIds } = await crowdedNode();
  const read = await chats.get(accountId, chatIds[0] ?? "");
  read?.subscribers.add({ audience: "agent", actor: "agent:1", deliver: () => undefined });
  now.ms += 60 * MINUTE_MS;
  for (const chatId of chatIds) await chats.get(accountId, chatId);
  expect(await chats.get(accountId, chatIds[0] ?? "")).toBe(read);
});

async function crowdedNode() {
  const now = { ms: 0 };
  const chats = new LiveChats({
    pool: scene.pool,
    bus: inProcessHub().join(),
    isConcerned: () => true,
    work: new WorkUnderWay(),
    isStopping: () => false,
    onError: () => undefined,
    mostKept: MOST_KEPT,
    nowMs: () => now.ms,
  });
  return { chats, now, accountId: (await account()).accountId, chatIds: await newChats(2 * MOST_KEPT) };
}

let known: ReturnType<Scene["newAccount"]> | undefined;
function account(): ReturnType<Scene["newAccount"]> {
  known ??= scene.newAccount();
  return known;
}

async function newChats(count: number): Promise<ChatId[]> {
  const mine = await account();
  const visitors = await Promise.all(Array.from({ length: count }, () => waitingVisitor(scene.node, mine)));
  return visitors.map(({ chatId }) => chatId as ChatId); // an ack names a chat by its id
}
