import type { ChatId } from "@causerie/domain";
import type { QueryConfig } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProcessHub } from "../platform/bus/in-process.ts";
import type { LiveChat } from "./live-chat.ts";
import { LiveChats, type LiveChatsOptions } from "./live-chats.ts";
import { growLog } from "./testing/long-log.ts";
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

test("[LI20] a long log is read, folded and delivered a page at a time, whoever has to catch up", async () => {
  const { chats, accountId, pages } = await nodeThatCounts();
  const [chatId = ""] = await newChats(1);
  await growLog(scene.pool, chatId, 1200, 1000);
  const chat = await must(chats.get(accountId, chatId));
  expect(chat.state.status).toBe("waiting");
  expect([chat.head, chat.tail.at(-1)?.seq]).toEqual([1203, 1203]);
  const heard = readersFrames(chat);
  await growLog(scene.pool, chatId, 1200, 1000);
  await chats.catchUp(chat);
  await growLog(scene.pool, chatId, 1200, 1000);
  await chats.catchUpAll();
  expect(chat.head).toBe(3603);
  expect(heard.map(({ from, upTo }) => [from, upTo])).toEqual(
    [1203, 1703, 2203, 2403, 2903, 3403].map((from, index, all) => [from, all[index + 1] ?? 3603]),
  );
  expect(heard.every(({ from, upTo, entries }) => entries.length === upTo - from)).toBe(true);
  expect(Math.max(...pages)).toBe(500);
});

test("[LI20] after a gap what is new of many chats is read some at a time, and all of it is delivered", async () => {
  const { chats, accountId, pages } = await nodeThatCounts();
  const followed: LiveChat[] = [];
  for (const chatId of await newChats(6)) followed.push(await must(chats.get(accountId, chatId)));
  const frames = followed.map(readersFrames);
  for (const { chatId } of followed) await growLog(scene.pool, chatId, 450, 10);
  await chats.catchUpAll();
  expect(followed.map(({ head }) => head)).toEqual(followed.map(() => 453));
  for (const heard of frames)
    expect(heard.flatMap(({ entries }) => entries.map(({ seq }) => seq))).toEqual(seqs(4, 453));
  expect(Math.max(...pages)).toBe(2000);
});

test("[LI19] past what a node has room for, chats that nobody reads go, and of the others less is kept", async () => {
  const { chats, now, accountId } = await nodeThatCounts({ mostSize: 200_000 });
  const chatIds = await newChats(16);
  for (const chatId of chatIds) await growLog(scene.pool, chatId, 6, 4000);
  const kept: LiveChat[] = [];
  for (const chatId of chatIds.slice(0, 8)) kept.push(await must(chats.get(accountId, chatId)));
  for (const chat of kept.slice(0, 4)) readersFrames(chat);
  expect(chats.size).toBe(sum(kept));
  now.ms += MINUTE_MS;
  const read = kept.slice(0, 4);
  for (const chatId of chatIds.slice(8, 12)) read.push(await must(chats.get(accountId, chatId)));
  // The four that nobody reads made room.
  expect(kept.map(({ chatId }) => chats.atHand(accountId, chatId) !== null)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(chats.size).toBe(sum(read));
  for (const chat of read.slice(4)) readersFrames(chat);
  for (const chatId of chatIds.slice(12)) read.push(await must(chats.get(accountId, chatId)));
  // Nobody may go now.
  expect(read.map(({ chatId }) => chats.atHand(accountId, chatId))).toEqual(read);
  expect(chats.size).toBe(sum(read));
  expect(chats.size).toBeLessThan(200_000);
  expect(read.slice(0, 8).map(({ tail }) => tail.length)).toEqual(seqs(1, 8).map(() => 1));
});

async function nodeThatCounts(options: Partial<LiveChatsOptions> = {}) {
  const pages: number[] = [];
  const counting = new Proxy(scene.pool, {
    get: (pool, name) =>
      name === "query"
        ? async (config: QueryConfig & { name: string }) => {
            const result = await pool.query(config);
            if (config.name === "events-after" || config.name === "newer-events")
              pages.push(result.rows.length);
            return result;
          }
        : Reflect.get(pool, name),
  });
  const now = { ms: 0 };
  const chats = newLiveChats(now, { pool: counting, mostKept: 1000, ...options });
  return { chats, now, pages, accountId: (await account()).accountId };
}

function seqs(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function sum(chats: readonly LiveChat[]): number {
  return chats.reduce((size, chat) => size + chat.size, 0);
}

async function must(found: Promise<LiveChat | null>): Promise<LiveChat> {
  const chat = await found;
  if (!chat) throw new Error("the chat is not in the store");
  return chat;
}

type Heard = { from: number; upTo: number; entries: { seq: number }[] };

/** What a reader who comes now is delivered from then on. */
function readersFrames(chat: LiveChat): Heard[] {
  const heard: Heard[] = [];
  chat.subscribers.add({
    audience: "agent",
    actor: "agent:1",
    deliver: (text) => heard.push(JSON.parse(text)),
  });
  return heard;
}

async function crowdedNode() {
  const now = { ms: 0 };
  const chats = newLiveChats(now, { mostKept: MOST_KEPT });
  return { chats, now, accountId: (await account()).accountId, chatIds: await newChats(2 * MOST_KEPT) };
}

function newLiveChats(now: { ms: number }, options: Partial<LiveChatsOptions>): LiveChats {
  return new LiveChats({
    pool: scene.pool,
    bus: inProcessHub().join(),
    isConcerned: () => true,
    work: new WorkUnderWay(),
    isStopping: () => false,
    onError: () => undefined,
    nowMs: () => now.ms,
    ...options,
  });
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
