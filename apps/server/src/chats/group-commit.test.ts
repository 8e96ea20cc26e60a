import { randomUUID } from "node:crypto";
import {
  type AgentId,
  type ChatId,
  type CommandId,
  fold,
  initialState,
  isVisitorChat,
  type RecordedEvent,
  type VisitorId,
} from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visitorOfToken } from "../visitors/index.ts";
import { type Append, type AppendOutcome, append, type Queryable } from "./append.ts";
import { GroupCommit } from "./group-commit.ts";
import { newToken, type TestAccount, TIME_OUTS } from "./testing/node.ts";
import { openScene, type Scene, settingsOf, storedLog } from "./testing/scene.ts";

let scene: Scene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openScene();
  account = await scene.newAccount();
});
afterAll(() => scene.close());

const WRITTEN: AppendOutcome = { kind: "written" };

test("[DL1] events of many chats that commit together are each numbered without a gap", async () => {
  const commits = new GroupCommit(scene.pool, settingsOf);
  const first = await Promise.all(Array.from({ length: 50 }, opening));
  expect(await Promise.all(first.map((item) => commits.append(item)))).toEqual(first.map(() => WRITTEN));
  const second = first.flatMap((item) => [message(item), message(message(item))]);
  const outcomes = await Promise.all(second.map((item) => commits.append(item)));
  expect(outcomes).toEqual(second.map(() => WRITTEN));
  for (const { chatId } of first) {
    expect((await storedLog(scene.pool, chatId)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  }
});

test("[DL5] in one batch a conflict, a known command, a second opening and a poisoned item touch nobody else", async () => {
  const counted = countedDb();
  const commits = new GroupCommit(counted, settingsOf);
  const [moved, known, good, poisoned] = await Promise.all([opening(), opening(), opening(), opening()]);
  for (const item of [moved, known, good, poisoned]) await commits.append(item);
  await commits.append(message(moved));
  const batch = {
    conflict: message(moved),
    known: { ...message(known), commandId: known.commandId },
    secondOpening: { ...(await opening()), ...openingOf(visitorOf(good)) },
    good: message(good),
    opened: await opening(),
    // PostgreSQL keeps no NUL: a text that passed the door by mistake.
    poisoned: message(poisoned, "\0"),
  };
  const outcomes = await settled(Object.values(batch).map((item) => commits.append(item)));
  expect(outcomes).toEqual([
    { kind: "conflict" },
    { kind: "known", chatId: known.chatId, firstSeq: 1, lastSeq: 2 },
    { kind: "conflict" },
    WRITTEN,
    WRITTEN,
    "refused by the database",
  ]);
  const lengths = [moved, known, good, batch.opened, batch.secondOpening, poisoned].map(
    async ({ chatId }) => (await storedLog(scene.pool, chatId)).length,
  );
  expect(await Promise.all(lengths)).toEqual([3, 2, 3, 2, 0, 2]);
});

test("[DL5] a batch without a fault is one statement, whatever conflicts in it", async () => {
  const counted = countedDb();
  const items = await Promise.all([opening(), opening(), opening()]);
  const [moved, ...others] = items;
  if (!moved) throw new Error("no chat");
  await append(scene.pool, items, settingsOf);
  await append(scene.pool, [message(moved)], settingsOf);
  const commits = new GroupCommit(counted, settingsOf);
  expect(await Promise.all([moved, ...others].map((item) => commits.append(message(item))))).toEqual([
    { kind: "conflict" },
    WRITTEN,
    WRITTEN,
  ]);
  expect(counted.statements).toBe(1);
});

test("[CH1] of two chats that one visitor opens in one statement one is opened", async () => {
  const one = await opening();
  const other = { ...one, chatId: newId(), commandId: newCommand() };
  expect(kinds(await append(scene.pool, [one, other], settingsOf))).toEqual(["conflict", "written"]);
});

test("[DL3] one command on two chats of one batch is written once", async () => {
  const [one, other] = await Promise.all([opening(), opening()]);
  await append(scene.pool, [one, other], settingsOf);
  const commits = new GroupCommit(scene.pool, settingsOf);
  const again = { ...message(other), actor: one.actor, commandId: newCommand() };
  const outcomes = await Promise.all([
    commits.append({ ...message(one), commandId: again.commandId }),
    commits.append(again),
  ]);
  expect(outcomes).toEqual([WRITTEN, { kind: "known", chatId: one.chatId, firstSeq: 3, lastSeq: 3 }]);
  expect((await storedLog(scene.pool, other.chatId)).length).toBe(2);
});

test("[DL5] two writers on one head: one writes, the other conflicts, and both numberings stay whole", async () => {
  const items = await Promise.all(Array.from({ length: 20 }, opening));
  await append(scene.pool, items, settingsOf);
  const writers = [new GroupCommit(scene.pool, settingsOf), new GroupCommit(scene.pool, settingsOf)];
  const outcomes = await Promise.all(
    items.map(async (item) =>
      (await Promise.all(writers.map((writer) => writer.append(message(item)))))
        .map(({ kind }) => kind)
        .sort(),
    ),
  );
  expect(outcomes).toEqual(items.map(() => ["conflict", "written"]));
  for (const { chatId } of items)
    expect((await storedLog(scene.pool, chatId)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("[DL6] when the database is away every item of a batch hears it from one statement", async () => {
  const away = countedDb(new Error("Connection terminated unexpectedly"));
  const commits = new GroupCommit(away, settingsOf);
  const items = await Promise.all(Array.from({ length: 100 }, opening));
  const outcomes = await settled(items.map((item) => commits.append(item)));
  expect(outcomes).toEqual(items.map(() => "refused by the database"));
  expect(away.statements).toBe(1);
});

test("[CH13] [CH14] only what was written sets a deadline", async () => {
  const item = await opening();
  await append(scene.pool, [item], settingsOf);
  const late: RecordedEvent = { type: "VisitorGone", seq: 9, at: 5000 };
  await append(scene.pool, [{ ...message(item), expectedHead: 8, events: [late] }], settingsOf);
  const { rows } = await scene.pool.query(`select kind, due_at as "dueAt" from deadline where chat_id = $1`, [
    item.chatId,
  ]);
  expect(rows).toEqual([{ kind: "idle", dueAt: 1000 + TIME_OUTS.chatIdleAfterMs }]);
});

function countedDb(fault?: Error): Queryable & { statements: number } {
  const counted = {
    statements: 0,
    query: (config: Parameters<Queryable["query"]>[0]) => {
      counted.statements += 1;
      return fault ? Promise.reject(fault) : scene.pool.query(config);
    },
  };
  return counted;
}

async function opening(): Promise<Append> {
  const { visitorId, number } = await visitorOfToken(scene.pool, account.accountId, newToken(), 0);
  return openingOf({ visitorId, number, name: null });
}

type Visitor = { visitorId: VisitorId; number: number; name: string | null };

function openingOf(visitor: Visitor): Append {
  const agent = { agentId: 1 as AgentId, name: "Agent 1" };
  const events: RecordedEvent[] = [
    { type: "ChatStarted", by: "agent", visitor, departmentId: null, seq: 1, at: 1000 },
    { type: "AgentJoined", agent, seq: 2, at: 1000 },
  ];
  const base = {
    accountId: account.accountId,
    actor: `visitor:${visitor.visitorId}` as const,
    commandId: newCommand(),
  };
  return {
    ...base,
    chatId: newId(),
    expectedHead: 0,
    before: initialState,
    after: fold(events, initialState),
    events,
  };
}

/** One more message after what `item` writes. */
function message(item: Append, text = "Hello"): Append {
  const expectedHead = item.expectedHead + item.events.length;
  const event: RecordedEvent = {
    type: "MessageSent",
    messageId: "m",
    from: { kind: "visitor" },
    text,
    seq: expectedHead + 1,
    at: 1000,
  };
  return {
    ...item,
    commandId: newCommand(),
    expectedHead,
    before: item.after,
    after: fold([event], item.after),
    events: [event],
  };
}

function visitorOf({ after }: Append): Visitor {
  if (!isVisitorChat(after)) throw new Error("the chat has no visitor");
  return after.visitor;
}

function newId(): ChatId {
  return `2601.1.${randomUUID()}` as ChatId;
}

function newCommand(): CommandId {
  return randomUUID() as CommandId;
}

function kinds(outcomes: AppendOutcome[]): string[] {
  return outcomes.map(({ kind }) => kind).sort();
}

async function settled(outcomes: Promise<AppendOutcome>[]): Promise<(AppendOutcome | string)[]> {
  const results = await Promise.allSettled(outcomes);
  return results.map((result) => (result.status === "fulfilled" ? result.value : "refused by the database"));
}
