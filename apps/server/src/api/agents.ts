import {
  ApiAgent,
  ApiAgentChanges,
  ApiAgentEmailPath,
  ApiAgentPath,
  ApiAgentsQuery,
  ApiNewAgent,
} from "@causerie/protocol";
import type { FastifyReply } from "fastify";
import Type from "typebox";
import { type Agent, type Agents, managedAgent } from "../agents/index.ts";
import type { Departments } from "../departments/index.ts";
import type { HttpApp } from "../platform/http/app.ts";
import { notFound } from "../platform/http/refusal.ts";
import { agentChangesOf, apiAgent, newAgentOf } from "./agent-resource.ts";
import { administratorsOnly, callerOf } from "./authentication.ts";
import { straightenBody } from "./bodies.ts";
import { perEndpoint } from "./rate-limit.ts";

type Deps = Readonly<{ agents: Agents; departments: Departments }>;

const MOST_AT_ONCE = 1000;
const writing = { ...perEndpoint, onRequest: administratorsOnly, preValidation: straightenBody };

export function agentsApi(app: HttpApp, deps: Deps): void {
  readAgents(app, deps);
  writeAgents(app, deps);
}

function readAgents(app: HttpApp, deps: Deps): void {
  const list = { querystring: ApiAgentsQuery, response: { 200: Type.Array(ApiAgent) } };
  app.get("/agents", { ...perEndpoint, schema: list }, async (request) => {
    const { since_id: sinceId, max_id: maxId, limit = MOST_AT_ONCE } = request.query;
    const range = { limit, ...(sinceId !== undefined && { sinceId }), ...(maxId !== undefined && { maxId }) };
    const { accountId } = callerOf(request);
    return show(deps, await deps.agents.list(accountId, range), accountId);
  });
  app.get("/agents/me", { ...perEndpoint, schema: { response: { 200: ApiAgent } } }, async (request) =>
    showOne(deps, callerOf(request)),
  );
  const byEmail = { params: ApiAgentEmailPath, response: { 200: ApiAgent } };
  app.get("/agents/email/:email", { ...perEndpoint, schema: byEmail }, async (request) =>
    showOne(deps, await deps.agents.byEmail(callerOf(request).accountId, request.params.email)),
  );
  const byId = { params: ApiAgentPath, response: { 200: ApiAgent } };
  app.get("/agents/:id", { ...perEndpoint, schema: byId }, async (request) =>
    showOne(deps, await deps.agents.byId(callerOf(request).accountId, request.params.id)),
  );
}

function writeAgents(app: HttpApp, deps: Deps): void {
  const create = { body: ApiNewAgent, response: { 201: ApiAgent } };
  app.post("/agents", { ...writing, schema: create }, async (request, reply) => {
    const managed = await deps.agents.create(callerOf(request), newAgentOf(request.body));
    return reply.status(201).send(await showOne(deps, managedAgent(managed)));
  });
  const change = { params: ApiAgentPath, body: ApiAgentChanges, response: { 200: ApiAgent } };
  app.put("/agents/:id", { ...writing, schema: change }, async (request) => {
    const caller = callerOf(request);
    const before = await deps.agents.byId(caller.accountId, request.params.id);
    if (!before) throw notFound("agent");
    const changes = agentChangesOf(request.body, before);
    return showOne(deps, managedAgent(await deps.agents.change(caller, before.agentId, changes)));
  });
  const remove = { params: ApiAgentPath };
  app.delete("/agents/:id", { ...writing, schema: remove }, async (request, reply): Promise<FastifyReply> => {
    managedAgent(await deps.agents.remove(callerOf(request), request.params.id));
    return reply.status(204).send();
  });
}

async function show({ departments }: Deps, agents: readonly Agent[], accountId: Agent["accountId"]) {
  const all = await departments.list(accountId);
  return agents.map((agent) => apiAgent(agent, all));
}

async function showOne({ departments }: Deps, agent: Agent | null) {
  if (agent === null) throw notFound("agent");
  return apiAgent(agent, await departments.list(agent.accountId));
}
