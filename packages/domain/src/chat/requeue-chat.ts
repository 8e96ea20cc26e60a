import type { RequeueChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { endInvitation, isForsakenBy } from "./hand-over.ts";
import { toTheHead } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, invitationOf, isAgentIn, isOpen } from "./state.ts";

/** [CH10] [CH11] [IN4] */
export function requeueChat(state: ChatState, { agent }: RequeueChat, facts: Facts): Decision<ChatEvent> {
  if (!isOpen(state)) return refuse({ reason: "not-in-chat" });
  const invitation = invitationOf(state, agent.agentId);
  if (invitation) return endInvitation(state, invitation, "disconnected", facts);
  if (!isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  const disconnected: ChatEvent = { type: "AgentDisconnected", agent };
  return isForsakenBy(state, agent)
    ? accept<ChatEvent>(disconnected, toTheHead(facts))
    : accept<ChatEvent>(disconnected);
}
