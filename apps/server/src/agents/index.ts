export { type AccessLost, type Agents, createAgents } from "./agents.ts";
export { administratorsOnly, agentOf, dashboardRoutes } from "./dashboard-routes.ts";
export { agentRoutes } from "./http.ts";
export type { AgentChanges, NewAgent } from "./manage.ts";
export { agentManagementRoutes } from "./manage-http.ts";
export { forbidden, managedAgent } from "./refusal.ts";
export { createSetUp } from "./set-up.ts";
export { settingsRoutes } from "./settings-http.ts";
export type { Agent } from "./store.ts";
