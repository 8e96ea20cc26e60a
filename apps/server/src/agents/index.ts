export { type AccessLost, type Agents, createAgents } from "./agents.ts";
export { type AgentRoutes, agentRoutes } from "./http.ts";
export type { AgentChanges, AgentRefusal, Managed, NewAgent } from "./manage.ts";
export { createSetUp, type NewOwner, type SetUp } from "./set-up.ts";
export type { Agent, AgentRange } from "./store.ts";
