import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveVisits } from "../visitors/index.ts";
import { agentSocket, type TestNode, type TestSocket, visitorSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, until, visitorIdOf } from "./testing/scene.ts";

let scene: Scene;
let elsewhere: TestNode;
beforeAll(async () => {
  scene = await openScene();
  elsewhere = scene.newNode();
});
afterAll(() => scene.close());

const SHOES = { url: "https://shop.example/shoes", title: "Shoes" };

test("[VI18] details show a visitor on another node, with the path of this visit and the earlier ones, and follow them", async () => {
  const account = await scene.newAccount();
  const token = `v1_${"walks".padEnd(60, "-")}`;
  (await visitorSocket(elsewhere, account, token)).cut();
  await leaveSite();
  const visitor = await visitorSocket(elsewhere, account, token);
  const agent = await agentSocket(scene.node, agentOf(account));
  await tick();
  agent.tell({ t: "details", visitorIds: [visitorIdOf(visitor)] });
  await agent.frame(({ t }) => t === "details");
  visitor.tell({ t: "page", page: SHOES });
  await until(async () => {
    await tick();
    return detailsOf(agent)?.here?.page.title === SHOES.title;
  });
  const details = detailsOf(agent);
  expect(details?.path.map(({ page }) => page.title)).toEqual(["Shop", "Shoes"]);
  expect(details?.visits).toBe(2);
  expect(details?.earlierVisits).toMatchObject([{ pages: 1, landing: { title: "Shop" } }]);
  expect(agent.frames.findLast(({ t }) => t === "here")).toEqual({ t: "here", count: 1 });
});

test("[VI18] [CH6] an agent starts a chat with a visitor who is on another node", async () => {
  const account = await scene.newAccount();
  const visitor = await visitorSocket(elsewhere, account);
  const agent = await agentSocket(scene.node, agentOf(account));
  const visitorId = visitorIdOf(visitor);
  await tick();
  const { chatId } = await acked(agent, { type: "StartChat", visitorId, text: "May I help?" });
  await visitor.frame(({ t, chat }) => t === "chat" && (chat as { chatId: string }).chatId === chatId);
  await until(async () => {
    await tick();
    return scene.node.context.onSite.rowOf(account.accountId, visitorId)?.status.kind === "served";
  });
  expect(scene.node.context.onSite.rowOf(account.accountId, visitorId)).toMatchObject({
    chatId,
    chats: 1,
    message: { from: "agent", text: "May I help?" },
  });
});

test("[VI17] a chat that ended while the visitor's pages were on another node is over in the list here too", async () => {
  const account = await scene.newAccount();
  const token = `v1_${"ends".padEnd(60, "-")}`;
  const visitor = await visitorSocket(scene.node, account, token);
  const visitorId = visitorIdOf(visitor);
  const { chatId } = await acked(visitor, { type: "SendMessage", text: "Hello" });
  visitor.cut();
  const deaf = scene.newDeafNode();
  const there = await visitorSocket(deaf, account, token);
  await acked(there, { type: "EndChat", chatId });
  await visitorSocket(scene.node, account, token);
  expect(scene.node.context.onSite.rowOf(account.accountId, visitorId)).toMatchObject({
    chatId: null,
    status: { kind: "browsing" },
  });
});

async function tick(): Promise<void> {
  for (const { context } of [scene.node, elsewhere]) {
    context.windows.tick();
    context.acrossNodes.tick();
  }
  for (let count = 0; count < 4; count += 1) await turn();
}

/** Long enough for the next visit to be another one. */
async function leaveSite(): Promise<void> {
  await saveVisits(scene.pool, elsewhere.context.onSite.takeUnsaved());
  for (const { now, context } of [scene.node, elsewhere]) {
    now.ms += 10 * 60_000;
    context.onSite.sweep();
  }
}

type Details = {
  here: { page: { title: string } } | null;
  path: { page: { title: string } }[];
  visits: number;
  earlierVisits: unknown[];
};

/** What the panel was told last. */
function detailsOf(agent: TestSocket): Details | undefined {
  // The frame's shape is that of frames.ts.
  return agent.frames.findLast(({ t }) => t === "details")?.visitor as Details | undefined;
}
