import { AgentBody, type AgentDetails, AgentPatch, IdPath } from "@causerie/protocol";
import type { SignIn } from "../accounts/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpApp, HttpRoutes } from "../platform/http/app.ts";
import type { Agents } from "./agents.ts";
import { administratorsOnly, agentOf, dashboardRoutes } from "./dashboard-routes.ts";
import { managedAgent } from "./refusal.ts";
import type { Agent } from "./store.ts";

type Deps = Readonly<{ config: Pick<Config, "publicUrl">; agents: Agents; signIn: SignIn }>;

const onRequest = administratorsOnly;

/** [SE1] [SE5] The account's agents, for the dashboard's Settings. */
export function agentManagementRoutes(deps: Deps): HttpRoutes {
  return dashboardRoutes(deps, (app) => {
    app.get("/agents", { onRequest }, async (request): Promise<AgentDetails[]> => {
      return (await deps.agents.list(agentOf(request).accountId)).map(detailsOf);
    });
    writeAgents(app, deps);
  });
}

function writeAgents(app: HttpApp, { agents }: Deps): void {
  const create = { onRequest, schema: { body: AgentBody } };
  app.post("/agents", create, async (request, reply): Promise<AgentDetails> => {
    const { name, departments, ...fields } = request.body;
    const names = { displayName: name.trim(), firstName: name.trim(), lastName: "" };
    const fresh = { ...fields, ...names, departmentIds: departments };
    const agent = managedAgent(await agents.create(agentOf(request), fresh));
    reply.status(201);
    return detailsOf(agent);
  });
  const change = { onRequest, schema: { params: IdPath, body: AgentPatch } };
  app.patch("/agents/:id", change, async (request): Promise<AgentDetails> => {
    const { name, departments, ...fields } = request.body;
    const changes = { ...fields, displayName: name?.trim(), departmentIds: departments };
    return detailsOf(managedAgent(await agents.change(agentOf(request), request.params.id, changes)));
  });
  const remove = { onRequest, schema: { params: IdPath } };
  app.delete("/agents/:id", remove, async (request, reply): Promise<void> => {
    managedAgent(await agents.remove(agentOf(request), request.params.id));
    reply.status(204);
  });
}

function detailsOf(agent: Agent): AgentDetails {
  const { agentId, displayName, email, role, enabled, departmentIds, lastLoginAt } = agent;
  return {
    agentId,
    name: displayName,
    email,
    role,
    enabled,
    departments: [...departmentIds],
    lastSignInAt: lastLoginAt?.getTime() ?? null,
  };
}
