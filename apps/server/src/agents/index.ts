export { type AccessLost, type Agents, createAgents } from "./agents.ts";
export { administratorsOnly, agentOf, dashboardRoutes } from "./dashboard-routes.ts";
export { agentRoutes } from "./http.ts";
export type { AgentChanges, AgentRefusal, Managed, NewAgent } from "./manage.ts";
export { createSetUp } from "./set-up.ts";
export type { Agent } from "./store.ts";
