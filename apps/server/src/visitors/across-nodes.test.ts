import type { VisitorId } from "@causerie/domain";
import { beforeEach, expect, test } from "vitest";
import { STAY_MS } from "./on-site.ts";
import type { ChatOfVisitor } from "./presence.ts";
import { agentOn, leftOf, pageNamed, rowOf, rowsOf, type TestNode, TestNodes } from "./testing/nodes.ts";
import { ACCOUNT } from "./testing/watched.ts";
import { TICK_MS } from "./windows.ts";

const ADA = "1.Ada" as VisitorId;
const CHAT: ChatOfVisitor = {
  chatId: "c",
  status: "served",
  agents: ["Marie"],
  departmentId: null,
  queueNumber: null,
};

let nodes: TestNodes;
let a: TestNode;
let b: TestNode;
let c: TestNode;

beforeEach(() => {
  nodes = new TestNodes();
  [a, b, c] = [nodes.start(), nodes.start(), nodes.start()];
});

test("[VI17] pages on two nodes are one visitor with one row, the same from every node", async () => {
  const agents = [agentOn(a), agentOn(b), agentOn(c)];
  const seen = () => agents.map((agent) => rowOf(agent, "Ada"));
  const onA = nodes.arrive(a, "Ada", pageNamed("hats"));
  await nodes.pass(1_000);
  const onB = nodes.arrive(b, "Ada", pageNamed("shoes"));
  onA.setIdle(true);
  await nodes.pass(500);
  for (const row of seen())
    expect(row).toMatchObject({ page: { title: "shoes" }, status: { kind: "browsing" } });

  onA.look();
  onB.setIdle(true);
  onB.setPanel(true);
  onA.setCart({ items: 2, total: 30, currency: "EUR" });
  const lookedAt = nodes.nowMs;
  await nodes.pass(500);
  for (const row of seen())
    expect(row).toMatchObject({
      page: { title: "hats" },
      pageSince: lookedAt,
      status: { kind: "idle" },
      isIdle: true,
      hasClickedChat: true,
      cart: { items: 2 },
    });

  for (const { onSite } of [a, b]) onSite.setChat(ACCOUNT, ADA, CHAT);
  await nodes.pass(500);
  for (const row of seen())
    expect(row).toMatchObject({
      status: { kind: "served", by: ["Marie"] },
      hasClickedChat: false,
      chatId: "c",
    });
  for (const { onSite } of [a, b]) onSite.setChat(ACCOUNT, ADA, { ...CHAT, status: "assigned" });
  onA.setIdle(true);
  await nodes.pass(500);
  for (const row of seen()) expect(row).toMatchObject({ status: { kind: "assigned", to: ["Marie"] } });
  const [first, ...others] = seen();
  for (const row of others) expect(row).toEqual(first);
  for (const { counts } of agents) expect(counts.at(-1)).toBe(1);

  onA.leave();
  await nodes.pass(500);
  for (const row of seen()) expect(row).toMatchObject({ page: { title: "shoes" }, cart: { items: 2 } });
});

test("[VI17] a visit that walks from node to node goes on: one id, one path, its pages counted once", async () => {
  const agent = agentOn(c);
  await nodes.pass(500);
  const began = nodes.nowMs;
  let page = nodes.arrive(a, "Ada", pageNamed("page-0"));
  const { visitId } = page.presence.visit;
  await nodes.pass(500);
  const counts = agent.counts.length;
  for (const [step, node] of [b, a, c, b, b, a].entries()) {
    page.leave();
    await nodes.tick();
    page = nodes.arrive(node, "Ada", pageNamed(`page-${step + 1}`));
    for (let tick = 0; tick < 8; tick += 1) {
      await nodes.tick();
      nodes.sweep();
      expect(rowOf(agent, "Ada")).toMatchObject({ onSiteSince: began, visits: 1 });
    }
    expect(rowOf(agent, "Ada")?.page.title).toBe(`page-${step + 1}`);
  }
  expect(agent.counts.slice(counts)).toEqual([]);
  expect(leftOf(agent)).toEqual([]);
  expect(page.presence.visit).toMatchObject({ visitId, startedAt: began, visits: 1 });
  expect(page.presence.path.map((entry) => entry.page.title)).toEqual(
    Array.from({ length: 7 }, (_, index) => `page-${index}`),
  );
  await nodes.pass(STAY_MS);
  expect([...nodes.stored.values()]).toMatchObject([{ visitId, pages: 7, landingTitle: "page-0" }]);
});

test("[VI17] a cart stays through a walk, and a page that is loaded again on another node is seen once", async () => {
  const first = nodes.arrive(a, "Ada", pageNamed("hats"));
  first.setCart({ items: 1, total: 9, currency: "EUR" });
  first.leave();
  await nodes.tick();
  const second = nodes.arrive(b, "Ada", pageNamed("hats"));
  await nodes.pass(STAY_MS + 1_000);
  expect(a.onSite.find(ACCOUNT, ADA)).toBe(null);
  expect(second.presence.row.cart).toEqual({ items: 1, total: 9, currency: "EUR" });
  expect(second.presence.path.map(({ page }) => page.title)).toEqual(["hats"]);
  expect([...nodes.stored.values()].map(({ pages }) => pages)).toEqual([1]);
});

test("[VI17] a longer walk keeps the last fifty pages and counts them all", async () => {
  const onSites = [a, b, c];
  let page = nodes.arrive(a, "Ada", pageNamed("page-0"));
  for (let step = 1; step < 60; step += 1) {
    await nodes.tick();
    page.leave();
    page = nodes.arrive(onSites[step % 3] ?? a, "Ada", pageNamed(`page-${step}`));
  }
  await nodes.pass(STAY_MS + 1_000);
  const { path, pagesBefore } = page.presence.visit;
  expect([path.length, pagesBefore, path[0]?.page.title]).toEqual([50, 10, "page-10"]);
  expect([...nodes.stored.values()].map(({ pages }) => pages)).toEqual([60]);
});

test("[VI17] two nodes to which a visitor comes in the same instant write one visit", async () => {
  const onA = nodes.arrive(a, "Ada", pageNamed("hats"));
  nodes.sweep();
  nodes.stored.clear();
  nodes.nowMs += 1;
  const onB = nodes.arrive(b, "Ada", pageNamed("shoes"));
  nodes.sweep();
  await nodes.pass(1_000);
  expect(onB.presence.visit.visitId).toBe(onA.presence.visit.visitId);
  await nodes.pass(2_000);
  onA.showPage(pageNamed("ties"));
  await nodes.pass(2_000);
  expect(onB.presence.path.map(({ page }) => page.title)).toEqual(["hats", "shoes", "ties"]);
  expect([...nodes.stored.values()].map(({ visitId, pages }) => [visitId, pages])).toEqual([
    [onA.presence.visit.visitId, 3],
  ]);
});

test("[VI18] an agent's node hears of all others' visitors in pieces; one without agents keeps none of them", async () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `V${index}`);
  for (const [index, name] of names.entries()) nodes.arrive(index % 2 ? a : b, name);
  const told: number[] = [];
  nodes.hub
    .join("ear")
    .topic<{ parts: unknown[] }>("visitors here")
    .listen(({ parts }) => told.push(parts.length));
  const agent = agentOn(c);
  await nodes.pass(2_000);
  expect(agent.counts.at(-1)).toBe(1_000);
  expect(c.onSite.site(ACCOUNT).size).toBe(1_000);
  expect([a, b].map(({ onSite }) => onSite.site(ACCOUNT).size)).toEqual([500, 500]);
  expect(Math.max(...told)).toBeLessThanOrEqual(100);
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(1_000);
});

test("[VI18] where no agent looks nothing of the list is told; with one, a change is told once, in the tick", async () => {
  const heard: { parts: { row: unknown }[] }[] = [];
  nodes.hub
    .join("ear")
    .topic<(typeof heard)[number]>("visitors changed")
    .listen((news) => heard.push(news));
  const page = nodes.arrive(a, "Ada");
  await nodes.pass(1_000);
  expect(heard).toEqual([]);
  const agent = agentOn(b);
  await nodes.pass(1_000);
  const before = heard.length;
  for (const title of ["one", "two", "three"]) page.showPage(pageNamed(title));
  await nodes.pass(1_000);
  expect(heard.length).toBe(before + 1);
  expect(rowOf(agent, "Ada")?.page.title).toBe("three");
  b.windows.leave(ACCOUNT, agent);
  await nodes.pass(61_000);
  page.showPage(pageNamed("four"));
  await nodes.pass(1_000);
  expect(heard.length).toBe(before + 1);
  expect(b.onSite.site(ACCOUNT).size).toBe(0);
});

test("[VI18] another account's agents see none of them", async () => {
  const agent = agentOn(b);
  nodes.arrive(a, "Ada");
  nodes.arrive(a, "Bea", pageNamed("home"), (ACCOUNT + 1) as typeof ACCOUNT);
  await nodes.pass(1_000);
  expect(rowsOf(agent).map(({ name }) => name)).toEqual(["Ada"]);
});

test("[VI14] who left is shown as left on every node, whichever they were on, and not while they are on any", async () => {
  const agent = agentOn(c);
  const page = nodes.arrive(a, "Ada");
  nodes.arrive(a, "Bea").leave();
  await nodes.pass(1_000);
  expect([rowsOf(agent).length, leftOf(agent)]).toEqual([2, []]);
  page.leave();
  await nodes.pass(STAY_MS);
  expect([rowsOf(agent).length, leftOf(agent)]).toEqual([0, ["Ada", "Bea"]]);
  const late = agentOn(b);
  await nodes.pass(1_000);
  expect(leftOf(late)).toEqual(["Ada", "Bea"]);
  nodes.arrive(b, "Ada");
  await nodes.pass(1_000);
  for (const one of [agent, late]) expect([rowOf(one, "Ada")?.name, leftOf(one)]).toEqual(["Ada", ["Bea"]]);
});

test("[VI18] what was missed while the bus was away heals by itself: who came, who left, who changed", async () => {
  const agents = [agentOn(a), agentOn(b)];
  const [ada, bea] = [nodes.arrive(a, "Ada"), nodes.arrive(a, "Bea")];
  nodes.arrive(b, "Cy");
  await nodes.pass(1_000);
  for (const agent of agents) expect(rowsOf(agent).length).toBe(3);
  nodes.hub.cut(b.nodeId);
  ada.leave();
  bea.showPage(pageNamed("shoes"));
  nodes.arrive(a, "Dan");
  nodes.arrive(b, "Eve");
  await nodes.pass(STAY_MS + 1_000);
  nodes.hub.heal(b.nodeId);
  await nodes.pass(3_000);
  for (const agent of agents) {
    expect(rowsOf(agent).map(({ name, page }) => [name, page.title])).toEqual([
      ["Bea", "shoes"],
      ["Cy", "home"],
      ["Dan", "home"],
      ["Eve", "home"],
    ]);
    expect(leftOf(agent)).toEqual(["Ada"]);
    expect(agent.counts.at(-1)).toBe(4);
  }
});

test("[VI17] a visit that two nodes saw without hearing each other is one when they do", async () => {
  const onA = nodes.arrive(a, "Ada", pageNamed("hats"));
  await nodes.pass(1_000);
  nodes.hub.cut(b.nodeId);
  const onB = nodes.arrive(b, "Ada", pageNamed("shoes"));
  await nodes.pass(5_000);
  onA.showPage(pageNamed("ties"));
  nodes.hub.heal(b.nodeId);
  await nodes.pass(3_000);
  for (const { presence } of [onA, onB])
    expect(presence.path.map(({ page }) => page.title)).toEqual(["hats", "shoes", "ties"]);
  expect(onB.presence.visit.visitId).toBe(onA.presence.visit.visitId);
});

test("[VI19] visitors of a node that is gone stay for as long as those whose pages closed; who is back elsewhere stays", async () => {
  const agent = agentOn(b);
  nodes.arrive(a, "Ada");
  nodes.arrive(a, "Bea");
  await nodes.pass(2_000);
  nodes.kill(a);
  const goneAt = nodes.nowMs;
  nodes.arrive(c, "Ada");
  while (nodes.nowMs < goneAt + STAY_MS - TICK_MS) {
    await nodes.tick();
    nodes.sweep();
    expect(rowsOf(agent).map(({ name }) => name)).toEqual(["Ada", "Bea"]);
  }
  for (let tick = 0; tick < 5; tick += 1) {
    await nodes.tick();
    expect(rowOf(agent, "Ada")?.name).toBe("Ada");
  }
  expect(rowsOf(agent).map(({ name }) => name)).toEqual(["Ada"]);
  expect(leftOf(agent)).toEqual(["Bea"]);
  expect(agent.counts.at(-1)).toBe(1);
});

test("[VI18] the path of a visitor on another node is asked there; nobody answering, it is not known", async () => {
  const agent = agentOn(b);
  const page = nodes.arrive(a, "Ada", pageNamed("hats"));
  page.showPage(pageNamed("shoes"));
  await nodes.pass(1_000);
  const asked = b.acrossNodes.visitOf(ACCOUNT, ADA);
  await nodes.deliver();
  expect((await asked)?.path.map((entry) => entry.page.title)).toEqual(["hats", "shoes"]);
  expect(await b.acrossNodes.visitOf(ACCOUNT, "1.Nobody")).toBe(null);
  nodes.hub.cut(a.nodeId);
  const inVain = b.acrossNodes.visitOf(ACCOUNT, ADA);
  await nodes.pass(2_000);
  expect(rowOf(agent, "Ada")?.name).toBe("Ada");
  expect(await inVain).toBe(null);
});
