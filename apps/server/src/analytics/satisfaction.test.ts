import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, type TestAccount, type TestNode } from "../chats/testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  type Scene,
  servedVisitor,
  storedLog,
} from "../chats/testing/scene.ts";
import { ratingComments, satisfactionOf } from "./store.ts";

const HOUR = 3_600_000;
const ALWAYS = { from: 0, to: 8.64e15 };

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

async function ratingAccount(agentCount = 2): Promise<TestAccount> {
  const account = await scene.newAccount(agentCount);
  account.settings.ratingEnabled = true;
  return account;
}

/** A chat that the account's first agent served, rated. */
async function ratedChat(node: TestNode, account: TestAccount, rating: "good" | "bad", comment?: string) {
  const { visitor, agent, chatId } = await servedVisitor(node, account);
  await acked(visitor, { type: "RateChat", chatId, rating });
  if (comment) await acked(visitor, { type: "SubmitComment", chatId, comment });
  await acked(agent, { type: "EndChat", chatId });
  return { visitor, chatId };
}

const figuresOf = ({ accountId }: TestAccount, period = ALWAYS, timeZone = "UTC") =>
  satisfactionOf(scene.pool, accountId, period, timeZone);

test("[RA2] [RA11] good, comment, bad, removed, good: the log has all five, the figure counts one", async () => {
  const account = await ratingAccount();
  const { visitor, chatId } = await servedVisitor(scene.node, account);
  const rate = (rating: "good" | "bad" | null) => acked(visitor, { type: "RateChat", chatId, rating });
  const total = async () => (await figuresOf(account)).total;

  expect(await total()).toEqual({ good: 0, bad: 0 });
  await rate("good");
  await acked(visitor, { type: "SubmitComment", chatId, comment: "quick" });
  expect(await total()).toEqual({ good: 1, bad: 0 });
  expect((await ratingComments(scene.pool, account.accountId, ALWAYS, null)).comments).toMatchObject([
    { chatId, rating: "good", comment: "quick" },
  ]);
  await rate("bad");
  expect(await total()).toEqual({ good: 0, bad: 1 });
  await rate(null);
  expect(await total()).toEqual({ good: 0, bad: 0 });
  expect((await ratingComments(scene.pool, account.accountId, ALWAYS, null)).comments).toEqual([]);
  await rate("good");
  expect(await total()).toEqual({ good: 1, bad: 0 });

  const life = (await storedLog(scene.pool, chatId)).flatMap((event) => {
    if (event.type === "ChatRated") return [event.rating];
    return event.type === "RatingRemoved" || event.type === "CommentSubmitted" ? [event.type] : [];
  });
  expect(life).toEqual(["good", "CommentSubmitted", "bad", "RatingRemoved", "good"]);
});

test("[RA3] [RA11] after the end too; a rating counts in the period in which it was given, not the chat", async () => {
  const account = await ratingAccount();
  const node = scene.node;
  const servedAt = node.now.ms;
  const { visitor, chatId } = await ratedChat(node, account, "good", "quick");
  node.now.ms += 2 * HOUR;
  await acked(visitor, { type: "SubmitComment", chatId, comment: "quick indeed" });
  const first = { from: servedAt, to: servedAt + HOUR };
  const second = { from: servedAt + HOUR, to: servedAt + 3 * HOUR };
  expect((await figuresOf(account, first)).total).toEqual({ good: 1, bad: 0 });
  expect((await figuresOf(account, second)).total).toEqual({ good: 0, bad: 0 });
  await acked(visitor, { type: "RateChat", chatId, rating: "bad" });
  expect((await figuresOf(account, first)).total).toEqual({ good: 0, bad: 0 });
  expect((await figuresOf(account, second)).total).toEqual({ good: 0, bad: 1 });
});

test("[RA11] the first moment of a period is in it, its end is not", async () => {
  const account = await ratingAccount();
  const at = scene.node.now.ms;
  await ratedChat(scene.node, account, "good");
  expect((await figuresOf(account, { from: at, to: at + 1 })).total.good).toBe(1);
  expect((await figuresOf(account, { from: at - 1, to: at })).total.good).toBe(0);
});

test("[RA11] days are those of the reader's time zone", async () => {
  const account = await ratingAccount();
  const { node } = scene;
  node.now.ms = Date.UTC(2026, 2, 10, 23, 30);
  await ratedChat(node, account, "good");
  node.now.ms += HOUR;
  await ratedChat(node, account, "bad");
  expect((await figuresOf(account, ALWAYS, "UTC")).days).toEqual([
    { day: "2026-03-10", good: 1, bad: 0 },
    { day: "2026-03-11", good: 0, bad: 1 },
  ]);
  expect((await figuresOf(account, ALWAYS, "Europe/Paris")).days).toEqual([
    { day: "2026-03-11", good: 1, bad: 1 },
  ]);
});

test("[RA11] a chat counts for every agent who took part, once in the total; one who only read along has none", async () => {
  const account = await ratingAccount(3);
  await ratedChat(scene.node, account, "good");
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  const reader = await agentSocket(scene.node, agentOf(account, 2));
  reader.tell({ t: "open", chatId });
  const invitation = { type: "InviteAgent", chatId, email: agentOf(account, 1).email, andLeave: false };
  await acked(agent, invitation);
  await acked(colleague, { type: "AcceptInvitation", chatId });
  await acked(agent, { type: "LeaveChat", chatId });
  await acked(visitor, { type: "RateChat", chatId, rating: "bad" });
  const { total, agents } = await figuresOf(account);
  expect(total).toEqual({ good: 1, bad: 1 });
  expect(agents).toEqual([
    { agentId: agentOf(account, 0).agentId, name: "Agent 1", good: 1, bad: 1 },
    { agentId: agentOf(account, 1).agentId, name: "Agent 2", good: 0, bad: 1 },
  ]);
});

test("[RA11] chats count for their department, those without one apart", async () => {
  const account = await ratingAccount();
  const department = await scene.pool.query(
    "insert into department (account_id, name) values ($1, 'Sales') returning id",
    [account.accountId],
  );
  const departmentId = department.rows[0].id;
  const { chatId } = await ratedChat(scene.node, account, "good");
  await scene.pool.query("update chat set department_id = $1 where id = $2", [departmentId, chatId]);
  await ratedChat(scene.node, account, "bad");
  await ratedChat(scene.node, account, "bad");
  expect((await figuresOf(account)).departments).toEqual([
    { departmentId: null, name: null, good: 0, bad: 2 },
    { departmentId, name: "Sales", good: 1, bad: 0 },
  ]);
});

test("[RA12] comments come newest first, page by page, with who took part, and none of another account's", async () => {
  const account = await ratingAccount();
  const other = await ratingAccount();
  await ratedChat(scene.node, other, "bad", "not yours");
  const chatIds: string[] = [];
  for (let index = 0; index < 23; index += 1) {
    // Some in the same millisecond: none is skipped or doubled at a page's edge.
    if (index % 3 === 0) scene.node.now.ms += 1;
    const { chatId } = await ratedChat(scene.node, account, index % 2 === 0 ? "good" : "bad", `c ${index}`);
    chatIds.push(chatId);
  }
  const first = await ratingComments(scene.pool, account.accountId, ALWAYS, null);
  expect(first.comments).toHaveLength(20);
  expect(first.comments[0]).toMatchObject({ agents: ["Agent 1"], department: null });
  const second = await ratingComments(scene.pool, account.accountId, ALWAYS, first.next);
  expect(second.next).toBeNull();
  const all = [...first.comments, ...second.comments];
  expect(new Set(all.map(({ chatId }) => chatId))).toEqual(new Set(chatIds));
  expect(all).toHaveLength(23);
  for (const { comment, rating } of all)
    expect(rating).toBe(Number(comment.slice(2)) % 2 === 0 ? "good" : "bad");
  const times = all.map(({ ratedAt }) => ratedAt);
  expect(times).toEqual(times.toSorted((one, next) => next - one));
});

test("[RA1] [RA4] while rating is off nothing is asked for or rated; switched on, it is at once", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const refused = { reason: "rating-off" };
  expect(await refusalOf(agent, { type: "RequestRating", chatId })).toEqual(refused);
  expect(await refusalOf(visitor, { type: "RateChat", chatId, rating: "good" })).toEqual(refused);
  const { accounts } = scene.node.context;
  const before = accounts.settingsOf(account.accountId);
  account.settings.ratingEnabled = true;
  const after = accounts.settingsOf(account.accountId);
  scene.node.settingsChanged({ accountId: account.accountId, before, after, isOurs: true });
  await visitor.frame(({ t, site }) => t === "site" && JSON.stringify(site).includes("true"));
  await acked(agent, { type: "RequestRating", chatId });
  await acked(visitor, { type: "RateChat", chatId, rating: "good" });
  expect((await figuresOf(account)).total).toEqual({ good: 1, bad: 0 });
});

test("[RA5] a comment needs a rating and some text, and goes when the rating is taken back", async () => {
  const account = await ratingAccount();
  const { visitor, chatId } = await servedVisitor(scene.node, account);
  const comment = (text: string) => ({ type: "SubmitComment", chatId, comment: text });
  expect(await refusalOf(visitor, comment("quick"))).toEqual({ reason: "not-rated" });
  await acked(visitor, { type: "RateChat", chatId, rating: "bad" });
  expect(await refusalOf(visitor, comment("  "))).toEqual({ reason: "message-empty" });
  expect(await refusalOf(visitor, comment("x".repeat(10_001)))).toEqual({
    reason: "message-too-long",
    maxLength: 10_000,
  });
  await acked(visitor, comment("slow"));
  await acked(visitor, { type: "RateChat", chatId, rating: null });
  expect(await refusalOf(visitor, comment("still slow"))).toEqual({ reason: "not-rated" });
  await acked(visitor, { type: "RateChat", chatId, rating: "good" });
  expect((await ratingComments(scene.pool, account.accountId, ALWAYS, null)).comments).toEqual([]);
});
