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
import { documented } from "./documentation.ts";
import { perEndpoint } from "./rate-limit.ts";

type Deps = Readonly<{ agents: Agents; departments: Departments }>;

const MOST_AT_ONCE = 1000;
const writing = { ...perEndpoint, onRequest: administratorsOnly, preValidation: straightenBody };

export function agentsApi(app: HttpApp, deps: Deps): void {
  listAgents(app, deps);
  readAgents(app, deps);
  writeAgents(app, deps);
}

const list = documented(
  {
    operationId: "listAgents",
    tag: "Agents",
    summary: "List the agents",
    description:
      "By ascending id, disabled ones included. To page, ask from the last id + 1 on until the list is empty.",
    answer: "The agents",
    errors: [400],
  },
  { querystring: ApiAgentsQuery, response: { 200: Type.Array(ApiAgent) } },
);

function listAgents(app: HttpApp, deps: Deps): void {
  app.get("/agents", { ...perEndpoint, schema: list }, async (request) => {
    const { since_id: sinceId, max_id: maxId, limit = MOST_AT_ONCE } = request.query;
    const range = { limit, ...(sinceId !== undefined && { sinceId }), ...(maxId !== undefined && { maxId }) };
    const { accountId } = callerOf(request);
    return show(deps, await deps.agents.list(accountId, range), accountId);
  });
}

const me = documented(
  {
    operationId: "readMe",
    tag: "Agents",
    summary: "Read oneself",
    description: "The agent whose e-mail and password were sent.",
    answer: "The agent",
  },
  { response: { 200: ApiAgent } },
);
const byEmail = documented(
  {
    operationId: "readAgentByEmail",
    tag: "Agents",
    summary: "Read an agent by e-mail",
    description: "Upper and lower case are one e-mail.",
    answer: "The agent",
    errors: [400, 404],
  },
  { params: ApiAgentEmailPath, response: { 200: ApiAgent } },
);
const byId = documented(
  {
    operationId: "readAgent",
    tag: "Agents",
    summary: "Read an agent",
    description: "A deleted agent is not there.",
    answer: "The agent",
    errors: [400, 404],
  },
  { params: ApiAgentPath, response: { 200: ApiAgent } },
);

function readAgents(app: HttpApp, deps: Deps): void {
  app.get("/agents/me", { ...perEndpoint, schema: me }, async (request) => showOne(deps, callerOf(request)));
  app.get("/agents/email/:email", { ...perEndpoint, schema: byEmail }, async (request) =>
    showOne(deps, await deps.agents.byEmail(callerOf(request).accountId, request.params.email)),
  );
  app.get("/agents/:id", { ...perEndpoint, schema: byId }, async (request) =>
    showOne(deps, await deps.agents.byId(callerOf(request).accountId, request.params.id)),
  );
}

const create = documented(
  {
    operationId: "createAgent",
    tag: "Agents",
    summary: "Make an agent",
    description:
      "Only owners make owners. 409 where the e-mail is an agent’s of this account already. One who works for another account keeps the password that they have.",
    answer: "The agent that was made",
    errors: [400, 403, 409],
  },
  { body: ApiNewAgent, response: { 201: ApiAgent } },
);
const change = documented(
  {
    operationId: "changeAgent",
    tag: "Agents",
    summary: "Change an agent",
    description:
      "Only what is given changes. A disabled agent, or one with a new password, is signed out at once. The last owner stays one, and enabled.",
    answer: "The agent as changed",
    errors: [400, 403, 404, 409],
  },
  { params: ApiAgentPath, body: ApiAgentChanges, response: { 200: ApiAgent } },
);
const remove = documented(
  {
    operationId: "deleteAgent",
    tag: "Agents",
    summary: "Delete an agent",
    description: "They are signed out at once and their e-mail is free again; their chats keep their name.",
    answer: "The agent is deleted",
    errors: [400, 403, 404, 409],
  },
  { params: ApiAgentPath },
);

function writeAgents(app: HttpApp, deps: Deps): void {
  app.post("/agents", { ...writing, schema: create }, async (request, reply) => {
    const managed = await deps.agents.create(callerOf(request), newAgentOf(request.body));
    return reply.status(201).send(await showOne(deps, managedAgent(managed)));
  });
  app.put("/agents/:id", { ...writing, schema: change }, async (request) => {
    const caller = callerOf(request);
    const before = await deps.agents.byId(caller.accountId, request.params.id);
    if (!before) throw notFound("agent");
    const changes = agentChangesOf(request.body, before);
    return showOne(deps, managedAgent(await deps.agents.change(caller, before.agentId, changes)));
  });
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
