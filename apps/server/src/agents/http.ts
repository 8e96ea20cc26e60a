import { type Session, Setup, SignIn as SignInBody } from "@causerie/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Account, Accounts, Cookies, Credentials, SignIn } from "../accounts/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpRoutes } from "../platform/http/app.ts";
import { isFromThisMachine } from "../platform/http/loopback.ts";
import { publicOrigin, refuseForeignOrigin } from "../platform/http/origin.ts";
import { HttpRefusal, tooManyAttempts } from "../platform/http/refusal.ts";
import type { Agents } from "./agents.ts";
import type { SetUp } from "./set-up.ts";
import type { Agent } from "./store.ts";

export type AgentRoutes = Readonly<{
  config: Pick<Config, "publicUrl" | "trustedProxies">;
  accounts: Accounts;
  agents: Agents;
  signIn: SignIn;
  credentials: Credentials;
  setUp: SetUp;
  /** Null where no demo shop runs. */
  demoShopUrl: () => string | null;
}>;

/** `/auth`: the first run, signing in and out. Types and answers: packages/protocol/src/session.ts. */
export function agentRoutes(deps: AgentRoutes): HttpRoutes {
  return async (app) => {
    app.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      refuseForeignOrigin(request, deps.config);
    });
    app.get("/auth/session", async (request, reply): Promise<Session> => {
      if (await deps.setUp.isNeeded()) return { state: "setup-needed", codeNeeded: needsCode(deps, request) };
      return readSession(deps, request, reply);
    });
    app.post("/auth/session", { schema: { body: SignInBody } }, async (request, reply): Promise<Session> => {
      const agent = await checkSignIn(deps, request.body, request.ip);
      return openSession(deps, agent, request, reply);
    });
    app.delete("/auth/session", async (request, reply) => {
      const { who, cookies } = await deps.signIn.signOut(request.headers);
      if (who) await deps.agents.signedOut(who);
      return setCookies(reply, cookies).status(204).send();
    });
    app.post("/auth/setup", { schema: { body: Setup } }, async (request, reply): Promise<Session> => {
      const owner = await makeOwner(deps, request.body, request);
      reply.status(201);
      return openSession(deps, owner, request, reply);
    });
  };
}

async function checkSignIn(deps: AgentRoutes, body: SignInBody, address: string): Promise<Agent> {
  const checked = await deps.credentials.check({ ...body, address });
  if (checked.kind === "too-many") throw tooManyAttempts(checked.retryAfterSeconds);
  const agent = checked.kind === "person" ? await deps.agents.ofPerson(checked.personId) : null;
  // Who was disabled is told no more than who never was here.
  if (agent === null) throw new HttpRefusal("wrong-credentials", "The e-mail or the password is not right.");
  return agent;
}

async function makeOwner(deps: AgentRoutes, body: Setup, request: FastifyRequest): Promise<Agent> {
  if (!(await deps.setUp.isNeeded())) throw alreadyDone();
  if (needsCode(deps, request)) await checkCode(deps, body.code ?? "", request.ip);
  const owner = await deps.setUp.make(body);
  if (owner === null) throw alreadyDone();
  return owner;
}

async function checkCode({ credentials, setUp }: AgentRoutes, code: string, address: string): Promise<void> {
  const attempt = await credentials.attempts.begin(address, "the set-up code");
  if (attempt.kind === "too-many") throw tooManyAttempts(attempt.retryAfterSeconds);
  if (!setUp.isCode(code))
    throw new HttpRefusal("wrong-code", "Enter the code that the server printed when it started.", {
      field: "code",
    });
  await attempt.succeeded();
}

function alreadyDone(): HttpRefusal {
  return new HttpRefusal("conflict", "This server has an owner already. Sign in instead.");
}

function needsCode({ config }: AgentRoutes, request: FastifyRequest): boolean {
  return !isFromThisMachine(request, config);
}

async function openSession(
  deps: AgentRoutes,
  agent: Agent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session> {
  const { cookies } = await deps.signIn.openSession(agent.personId);
  await deps.agents.signedIn(agent.agentId);
  setCookies(reply, cookies);
  return sessionOf(deps, agent, request);
}

async function readSession(
  deps: AgentRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session> {
  const { who, cookies } = await deps.signIn.renew(request.headers);
  setCookies(reply, cookies);
  const agent = who && (await deps.agents.ofPerson(who.personId));
  return agent ? sessionOf(deps, agent, request) : { state: "signed-out" };
}

async function sessionOf(deps: AgentRoutes, agent: Agent, request: FastifyRequest): Promise<Session> {
  const account = await deps.accounts.byId(agent.accountId);
  if (account === null) return { state: "signed-out" };
  const { agentId, displayName: name, email, role } = agent;
  return {
    state: "signed-in",
    me: { agentId, name, email, role },
    account: { accountId: account.accountId, name: account.name, key: account.key },
    snippet: snippetOf(account, publicOrigin(request, deps.config)),
    demoShopUrl: deps.demoShopUrl(),
  };
}

function snippetOf({ key }: Account, origin: string): string {
  return `<script async src="${origin}/widget.js" data-key="${key}"></script>`;
}

/** One header for each cookie, as Set-Cookie wants it. */
function setCookies(reply: FastifyReply, cookies: Cookies): FastifyReply {
  return cookies.length > 0 ? reply.header("set-cookie", [...cookies]) : reply;
}
