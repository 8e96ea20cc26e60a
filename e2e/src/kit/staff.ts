import type { Browser } from "@playwright/test";
import { AgentPage, type Person } from "./people.ts";
import { ownersCookie } from "./scripted.ts";
import { OWNER, type Server } from "./server.ts";
import type { Stage } from "./stage.ts";
import type { Language } from "./words.ts";

export type Agent = Person & { agentId: number };
export type Department = { departmentId: number; name: string };

const authorization = `Basic ${btoa(`${OWNER.email}:${OWNER.password}`)}`;

/** Another agent of the owner's account, made through the public API. */
export async function addAgent(server: Server, person: Person): Promise<Agent> {
  const { email, password, name } = person;
  const { id } = await make(server, "agents", { email, password, display_name: name });
  return { ...person, agentId: id };
}

/** Who has signed up as the owner. */
export async function owner(server: Server): Promise<Agent> {
  const answer = await fetch(`${server.url}/api/v2/agents/me`, { headers: { authorization } });
  const { id } = await answer.json();
  return { ...OWNER, agentId: id };
}

type NewDepartment = { name: string; description?: string; members: readonly Agent[]; enabled?: boolean };

/** A department of the owner's account, made through the public API. */
export async function addDepartment(server: Server, department: NewDepartment): Promise<Department> {
  const { name, description = "", members, enabled = true } = department;
  const ids = members.map(({ agentId }) => agentId);
  const { id } = await make(server, "departments", { name, description, members: ids, enabled });
  return { departmentId: id, name };
}

async function make(server: Server, kind: string, body: object): Promise<{ id: number }> {
  const answer = await fetch(`${server.url}/api/v2/${kind}`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** What an administrator changes in Settings. */
export async function changeSettings({ url }: Server, changes: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${url}/dashboard-api/settings`, {
    method: "PATCH",
    headers: { "content-type": "application/json", cookie: await ownersCookie(url), origin: url },
    body: JSON.stringify(changes),
  });
  if (!answer.ok) throw new Error(`settings: ${answer.status} ${await answer.text()}`);
}

const COLLEAGUE: Person = { email: "lea@agents.example", password: "lea likes long words", name: "Léa" };

/** A second dashboard, of a colleague who reads the chat that `first` has open. */
export async function colleagueReading(
  browser: Browser,
  stage: Stage,
  first: AgentPage,
  language: Language,
): Promise<AgentPage> {
  await addAgent(stage.server, COLLEAGUE);
  const colleague = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, COLLEAGUE);
  await colleague.page.goto(new URL(new URL(first.page.url()).pathname, stage.dashboardUrl).href);
  await colleague.log.waitFor();
  return colleague;
}
