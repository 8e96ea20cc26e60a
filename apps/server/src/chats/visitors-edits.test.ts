import { randomUUID } from "node:crypto";
import type { VisitorId } from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done, edit, set, storedDetails } from "./testing/edits.ts";
import { agentSocket, newToken, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  type Scene,
  storyOf,
  until,
  visitorIdOf,
} from "./testing/scene.ts";

const SLOW_DOWN = { reason: "slow-down" };

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[LI21] Serve, an invitation and an agent's edit wait for one visitor's edit at most, and then all edits are done", async () => {
  const { account, visitors } = await visitorsOf(20);
  const { agent, other } = await agentsOf(account);
  const [first] = visitors;
  const { chatId } = await acked(at(first), { type: "SendMessage", text: "Hello" });
  const edits = visitors.flatMap((visitor, who) => {
    visitor.tell({ t: "identify", identity: { phone: `${who}` } });
    return giveEdits(visitor, 3, `of ${who}`);
  });
  const { email } = agentOf(account, 1);
  const commands = [
    agent.command({ type: "ServeChat", chatId }),
    agent.command({ type: "InviteAgent", chatId, email, andLeave: false }),
    other.command(edit(visitorIdOf(at(visitors.at(-1))), { notes: set("VIP") })),
  ];
  const editsBefore: number[] = [];
  for (const command of commands) void command.then(() => editsBefore.push(countDone(visitors)));
  expect((await Promise.all(commands)).map(({ t }) => t)).toEqual(["ack", "ack", "done"]);
  // One for each of the three.
  for (const [index, edits] of editsBefore.entries()) expect(edits).toBeLessThanOrEqual(index + 1);
  await Promise.all(edits);
  expect(countDone(visitors)).toBe(60);
  for (const [who, visitor] of visitors.entries())
    expect(await storedDetails(scene.pool, visitorIdOf(visitor))).toMatchObject({ name: `of ${who} 3` });
});

test("[LI21] four edits of one visitor are taken at once, from however many pages; the next is refused and can come again", async () => {
  const account = await scene.newAccount(1);
  const token = newToken();
  const pages = [
    await visitorSocket(scene.node, account, token),
    await visitorSocket(scene.node, account, token),
  ];
  const somebodyElse = await visitorSocket(scene.node, account);
  const ids = Array.from({ length: 8 }, () => randomUUID());
  const answers = ids.map((id, index) =>
    at(pages[index % 2]).command({ type: "EditMyDetails", changes: rename(index) }, id),
  );
  const theirs = done(somebodyElse, { type: "EditMyDetails", changes: { name: set("Ada") } });
  expect((await Promise.all(answers)).map(({ t, refusal }) => refusal ?? t)).toEqual([
    ...Array(4).fill("done"),
    ...Array(4).fill(SLOW_DOWN),
  ]);
  await theirs;
  at(pages[0]).frames.length = 0;
  await done(at(pages[0]), { type: "EditMyDetails", changes: rename(4) }, ids[4]);
  expect((await storedDetails(scene.pool, visitorIdOf(somebodyElse))).name).toBe("Ada");
});

test("[LI21] [DE7] of what sites say while a visitor's turn has not come the last of each field is written, in one go", async () => {
  const account = await scene.newAccount(1);
  const token = newToken();
  const pages = [
    await visitorSocket(scene.node, account, token),
    await visitorSocket(scene.node, account, token),
  ];
  const { chatId } = await acked(at(pages[0]), { type: "SendMessage", text: "Hello" });
  for (let index = 0; index < 20; index += 1)
    at(pages[index % 2]).tell({ t: "identify", identity: { name: `Ada ${index}` } });
  at(pages[0]).tell({ t: "identify", identity: { phone: "1" } });
  const visitorId = visitorIdOf(at(pages[0]));
  await until(async () => (await storedDetails(scene.pool, visitorId)).name === "Ada 19");
  const { name, phone } = await storedDetails(scene.pool, visitorId);
  expect({ name, phone }).toEqual({ name: "Ada 19", phone: "1" });
  await scene.node.context.work.finished();
  const lines = (await storyOf(scene.pool, chatId)).filter((line) => line === "ContactDetailsUpdated");
  expect(lines).toHaveLength(2);
});

/** All at once, each from what the one before makes of it. */
function giveEdits(visitor: TestSocket, count: number, name: string) {
  return Array.from({ length: count }, (_, index) =>
    done(visitor, {
      type: "EditMyDetails",
      changes: { name: set(`${name} ${index + 1}`, index === 0 ? "" : `${name} ${index}`) },
    }),
  );
}

/** To the next of a row of names. */
function rename(index: number) {
  return { name: set(`Ada ${index + 1}`, index === 0 ? "" : `Ada ${index}`) };
}

test("[LI21] two thousand edits of all visitors wait on a node; the next is refused, and an agent's is done", async () => {
  const node = scene.newNode();
  const account = await scene.newAccount(1);
  const visitor = await visitorSocket(node, account);
  const agent = await agentSocket(node, agentOf(account));
  const endings: (() => void)[] = [];
  const held = Array.from({ length: 2_000 }, (_, index) =>
    // Some visitor each.
    node.context.ownEdits.take(`v${index}` as VisitorId, () => new Promise<void>((end) => endings.push(end))),
  );
  const changes = { name: set("Ada") };
  expect(await refusalOf(visitor, { type: "EditMyDetails", changes }, "one-too-many")).toEqual(SLOW_DOWN);
  await done(agent, edit(visitorIdOf(visitor), { notes: set("VIP") }));
  for (const end of endings) end();
  await Promise.all(held);
  visitor.frames.length = 0;
  await done(visitor, { type: "EditMyDetails", changes }, "one-too-many");
});

function countDone(sockets: TestSocket[]): number {
  return sockets.flatMap(({ frames }) => frames).filter(({ t }) => t === "done").length;
}

async function visitorsOf(count: number) {
  const account = await scene.newAccount(2);
  const visitors: TestSocket[] = [];
  for (let index = 0; index < count; index += 1) visitors.push(await visitorSocket(scene.node, account));
  return { account, visitors };
}

async function agentsOf(account: Awaited<ReturnType<Scene["newAccount"]>>) {
  const [agent, other] = await Promise.all(
    [0, 1].map((index) => agentSocket(scene.node, agentOf(account, index))),
  );
  return { agent: at(agent), other: at(other) };
}

function at(socket: TestSocket | undefined): TestSocket {
  if (!socket) throw new Error("there is no such socket");
  return socket;
}
