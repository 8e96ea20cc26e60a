import type { Session } from "@causerie/protocol";
import { inParallel } from "./load/in-parallel.ts";

export const OWNER = { email: "owner@bench.example", password: "the bench owns this" };

/** The widget's key, and one cookie an agent. */
export type Staff = Readonly<{ key: string; agentCookies: string[] }>;

/** Passwords are hashed slowly, on purpose: as many at once as keep a small machine busy. */
const AT_ONCE = 4;

/** Made through the API, and signed in. */
export async function hireAgents(url: string, count: number): Promise<Staff> {
  const agentCookies: string[] = [];
  let key = "";
  await inParallel(count, AT_ONCE, async (index) => {
    const agent = { email: `agent-${index}@bench.example`, password: `the bench hired ${index}` };
    await post(`${url}/api/v2/agents`, { ...agent, display_name: `Agent ${index}` }, basic(OWNER));
    const answer = await post(`${url}/auth/session`, agent);
    agentCookies[index] = answer.headers.getSetCookie().map(cookieOf).join("; ");
    // The protocol says what a sign-in answers.
    const session = (await answer.json()) as Session;
    if (session.state === "signed-in") key = session.account.key;
  });
  return { key, agentCookies };
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

function basic({ email, password }: { email: string; password: string }): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${email}:${password}`).toString("base64")}` };
}

/** `name=value; Path=/; …` */
function cookieOf(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}
