import type { RequeueChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { toTheHead } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [CH10] [CH11] */
export function requeueChat(state: ChatState, { agent }: RequeueChat, facts: Facts): Decision<ChatEvent> {
  if (state.status !== "served" || !isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  const disconnected: ChatEvent = { type: "AgentDisconnected", agent };
  const isLast = state.agents.length === 1;
  return isLast && state.visitorHasWritten
    ? accept<ChatEvent>(disconnected, toTheHead(facts))
    : accept<ChatEvent>(disconnected);
}
