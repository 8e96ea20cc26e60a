import type { InviteAgent } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, invitationOf, isAgentIn } from "./state.ts";

/** [IN1] [IN2] [IN3] *Invite*, or *Transfer and leave*. */
export function inviteAgent(state: ChatState, command: InviteAgent, facts: Facts): Decision<ChatEvent> {
  const { by, invitee, andLeave } = command;
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (state.status !== "served" || !isAgentIn(state, by.agentId)) return refuse({ reason: "not-in-chat" });
  if (invitee.agentId === by.agentId) return refuse({ reason: "agent-is-you" });
  const { name } = invitee;
  if (isAgentIn(state, invitee.agentId)) return refuse({ reason: "agent-already-in", name });
  const pending = invitationOf(state, invitee.agentId);
  if (pending && (pending.handsOver || !andLeave)) return refuse({ reason: "agent-already-invited", name });
  if (!facts.isInviteeConnected) return refuse({ reason: "agent-offline", name });
  const invited: ChatEvent = { type: "AgentInvited", by, agent: invitee, handsOver: andLeave };
  return andLeave ? accept<ChatEvent>(invited, { type: "AgentLeft", agent: by }) : accept<ChatEvent>(invited);
}
