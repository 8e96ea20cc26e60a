import type { Colleague, Site } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDepartment } from "./testing/departments.ts";
import {
  agentSocket,
  type TestAccount,
  type TestNode,
  type TestSocket,
  visitorSocket,
} from "./testing/node.ts";
import { agentOf, openScene, type Scene, until } from "./testing/scene.ts";

let scene: Scene;
let other: TestNode;

beforeAll(async () => {
  scene = await openScene();
  other = scene.newNode();
});
afterAll(() => scene.close());

/** Two agents, each in a department of their own, at dashboards of the first node; a visitor's page on the other one. */
async function twoDepartments() {
  const account = await scene.newAccount(2);
  const sales = await addDepartment(scene.pool, account, "Sales", [0]);
  const support = await addDepartment(scene.pool, account, "Support", [1]);
  const ana = await agentSocket(scene.node, agentOf(account, 0));
  const ben = await agentSocket(scene.node, agentOf(account, 1));
  const page = await visitorSocket(other, account);
  await shows(page, { status: "online", departments: { [sales]: "online", [support]: "online" } });
  return { account, sales, support, ana, ben, page };
}

function siteOn(page: TestSocket): { status: string; departments: Record<number, string> } {
  // The welcome and the frame of that name bring it (frames.ts).
  const site = page.frames.findLast(({ t }) => t === "welcome" || t === "site")?.site as Site;
  const departments = site.departments.map(({ departmentId, status }) => [departmentId, status]);
  return { status: site.status, departments: Object.fromEntries(departments) };
}

function shows(page: TestSocket, site: ReturnType<typeof siteOn>): Promise<void> {
  return until(() => JSON.stringify(siteOn(page)) === JSON.stringify(site));
}

function colleaguesOn(dashboard: TestSocket): Colleague[] {
  const told = dashboard.frames.findLast(({ t }) => t === "welcome" || t === "colleagues");
  // A list of them in either frame.
  return (told?.colleagues ?? []) as Colleague[];
}

async function disable(account: TestAccount, index: number): Promise<void> {
  const agent = agentOf(account, index);
  agent.enabled = false;
  await scene.pool.query("update agent set enabled = false where id = $1", [agent.agentId]);
  // As where it was changed: both nodes close their sockets, and one tells.
  for (const node of [scene.node, other]) node.refuseAgent(agent.agentId, null);
  scene.node.tellColleagues(account.accountId);
}

test("[ND10] [ST2] [ST3] a status chosen on one node is the site's and the department's on another node's widgets at once", async () => {
  const { sales, support, ana, ben, page } = await twoDepartments();
  ana.tell({ t: "status", status: "away" });
  await shows(page, { status: "online", departments: { [sales]: "away", [support]: "online" } });
  ben.tell({ t: "status", status: "invisible" });
  await shows(page, { status: "away", departments: { [sales]: "away", [support]: "offline" } });
});

test("[ND10] [ST4] who signs out on one node is gone for another node's widgets with its next look, unless a tab of theirs is there", async () => {
  const { account, sales, support, ana, page } = await twoDepartments();
  const elsewhere = await agentSocket(other, agentOf(account, 0));
  scene.node.refuseAgent(agentOf(account, 0).agentId, null);
  expect(ana.closedWith).not.toBeNull();
  await releasedOn(scene.node, account, 0);
  await other.context.siteStatuses.refresh();
  expect(siteOn(page).departments).toEqual({ [sales]: "online", [support]: "online" });
  other.refuseAgent(agentOf(account, 0).agentId, null);
  expect(elsewhere.closedWith).not.toBeNull();
  await shows(page, { status: "online", departments: { [sales]: "offline", [support]: "online" } });
});

test("[ND10] [DO2] who is disabled on one node is out on another, for its widgets and its dashboards", async () => {
  const { account, sales, support, ben, page } = await twoDepartments();
  const onOther = await agentSocket(other, agentOf(account, 0));
  const colleague = await agentSocket(other, agentOf(account, 1));
  expect(colleaguesOn(colleague).map(({ name }) => name)).toEqual(["Agent 1", "Agent 2"]);
  await disable(account, 0);
  expect(onOther.closedWith).not.toBeNull();
  await shows(page, { status: "online", departments: { [sales]: "offline", [support]: "online" } });
  for (const dashboard of [ben, colleague])
    await until(() => colleaguesOn(dashboard).every(({ name }) => name === "Agent 2"));
});

async function releasedOn(node: TestNode, account: TestAccount, index: number): Promise<void> {
  const subject = String(agentOf(account, index).agentId);
  await until(async () => {
    const { rows } = await scene.pool.query(
      "select from lease where subject = $1 and node_id = $2 and held_until <= $3",
      [subject, node.context.nodeId, node.now.ms],
    );
    return rows.length > 0;
  });
}
