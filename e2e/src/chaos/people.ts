import { accountKey } from "../kit/scripted.ts";
import { OWNER, type Server } from "../kit/server.ts";
import { Agent } from "./agent.ts";
import { Colleagues, type Department, type Hired } from "./colleagues.ts";
import type { Journal } from "./journal.ts";
import type { Options } from "./options.ts";
import { Random } from "./random.ts";
import { Visitor } from "./visitor.ts";

export type Staff = { key: string; hired: Hired[]; cookies: string[]; departments: Department[] };

const owner = { authorization: `Basic ${btoa(`${OWNER.email}:${OWNER.password}`)}` };

/** Agents with a sign-in each, departments that overlap, ratings, and transfers to where nobody is. */
export async function hire({ url }: Server, { agents }: Options): Promise<Staff> {
  const hired: Hired[] = [];
  for (let index = 1; index <= agents; index += 1) {
    const who = { email: `agent-${index}@chaos.example`, password: `agent ${index} likes order` };
    const { id } = await post(`${url}/api/v2/agents`, { ...who, display_name: `Agent ${index}` }, owner);
    hired.push({ ...who, agentId: id });
  }
  const departments: Department[] = [];
  for (const name of ["Sales", "Support", "Returns"]) {
    const members = hired.filter((_, index) => isMember(name, index)).map(({ agentId }) => agentId);
    const { id } = await post(
      `${url}/api/v2/departments`,
      { name, description: "", members, enabled: true },
      owner,
    );
    departments.push({ departmentId: id, members });
  }
  const cookies = await Promise.all(hired.map((one) => signIn(url, one)));
  await changeSettings(url, { ratingEnabled: true, offlineTransfers: true });
  return { key: await accountKey(url), hired, cookies, departments };
}

/** The first three agents, who stay, are two of every department. */
function isMember(department: string, index: number): boolean {
  if (department === "Sales") return index % 3 !== 2;
  if (department === "Support") return index % 3 !== 0;
  return index % 3 !== 1;
}

async function signIn(url: string, { email, password }: Hired): Promise<string> {
  const answer = await ask(`${url}/auth/session`, "POST", { email, password }, { origin: url });
  const lines = answer.headers.getSetCookie();
  return lines.map((line) => line.split(";")[0]).join("; ");
}

async function changeSettings(url: string, changes: object): Promise<void> {
  const cookie = await signIn(url, { agentId: 0, ...OWNER });
  await ask(`${url}/dashboard-api/settings`, "PATCH", changes, { cookie, origin: url });
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<{ id: number }> {
  return (await ask(url, "POST", body, headers)).json();
}

async function ask(
  url: string,
  method: string,
  body: object,
  headers: Record<string, string>,
): Promise<Response> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

export type Everybody = { visitors: Visitor[]; agents: Agent[]; colleagues: Colleagues };

/** Everybody's operations come of the seed and their own name: nobody's depend on who is faster. */
export async function gather(
  staff: Staff,
  options: Options,
  journal: Journal,
  nodePort: (random: Random) => number,
): Promise<Everybody> {
  const colleagues = new Colleagues(staff.hired, staff.departments);
  const common = (name: string) => {
    const balancer = new Random(options.seed, `balancer of ${name}`);
    return { name, journal, random: new Random(options.seed, name), nodePort: () => nodePort(balancer) };
  };
  const agents = await Promise.all(
    staff.hired.map(({ agentId }, index) => {
      const cookie = staff.cookies[index] ?? "";
      return Agent.signIn({ ...common(`a${index + 1}`), agentId, cookie, colleagues });
    }),
  );
  const visitors = await Promise.all(
    Array.from({ length: options.visitors }, (_, index) =>
      Visitor.arrive({ ...common(`v${index + 1}`), key: staff.key }),
    ),
  );
  return { visitors, agents, colleagues };
}
