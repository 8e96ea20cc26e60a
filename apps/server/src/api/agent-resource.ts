import type { AgentRole } from "@causerie/protocol";
import { API_ROLE_IDS, type ApiAgent, type ApiAgentChanges, type ApiNewAgent } from "@causerie/protocol";
import type { Agent, AgentChanges, NewAgent } from "../agents/index.ts";
import type { Department } from "../departments/index.ts";
import { apiTime } from "./time.ts";

/** An agent as the API shows it, in the shape of Zendesk Chat’s REST API v2. */
export function apiAgent(agent: Agent, departments: readonly Department[]): ApiAgent {
  const enabled = new Set(departments.filter((department) => department.enabled).map((d) => d.departmentId));
  return {
    id: agent.agentId,
    email: agent.email,
    display_name: agent.displayName,
    first_name: agent.firstName,
    last_name: agent.lastName,
    create_date: apiTime(agent.createdAt),
    last_login: agent.lastLoginAt && apiTime(agent.lastLoginAt),
    login_count: agent.loginCount,
    enabled: agent.enabled,
    role_id: API_ROLE_IDS[agent.role],
    roles: { owner: agent.role === "owner", administrator: agent.role !== "agent" },
    departments: [...agent.departmentIds],
    enabled_departments: agent.departmentIds.filter((id) => enabled.has(id)),
    skills: [],
    scope: null,
  };
}

export function newAgentOf(body: ApiNewAgent): NewAgent {
  const firstName = body.first_name?.trim() ?? "";
  const lastName = body.last_name?.trim() ?? "";
  const fullName = `${firstName} ${lastName}`.trim();
  return {
    email: body.email,
    password: body.password,
    firstName,
    lastName,
    displayName: body.display_name?.trim() || fullName || body.email.replace(/@.*$/s, ""),
    role: roleOf(body, "agent"),
    enabled: body.enabled ?? true,
    departmentIds: body.departments ?? [],
  };
}

export function agentChangesOf(body: ApiAgentChanges, before: Agent): AgentChanges {
  return {
    email: body.email === before.email ? undefined : body.email,
    password: body.password,
    firstName: body.first_name?.trim(),
    lastName: body.last_name?.trim(),
    displayName: body.display_name?.trim() || undefined,
    role: roleOf(body, before.role),
    enabled: body.enabled,
    departmentIds: body.departments,
  };
}

function roleOf({ roles, role_id }: ApiAgentChanges, before: AgentRole): AgentRole {
  if (!roles) return ROLES.find((role) => API_ROLE_IDS[role] === role_id) ?? before;
  if (roles.owner ?? before === "owner") return "owner";
  return (roles.administrator ?? before !== "agent") ? "administrator" : "agent";
}

const ROLES: readonly AgentRole[] = ["owner", "administrator", "agent"];
