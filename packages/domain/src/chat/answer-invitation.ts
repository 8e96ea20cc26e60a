import type { AcceptInvitation, DeclineInvitation } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { endInvitation } from "./hand-over.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, invitationOf, isOpen } from "./state.ts";

/** [IN2] Opening the chat is accepting. */
export function acceptInvitation(state: ChatState, { agent }: AcceptInvitation): Decision<ChatEvent> {
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (!invitationOf(state, agent.agentId)) return refuse({ reason: "not-invited" });
  return accept<ChatEvent>({ type: "AgentJoined", agent });
}

/** [IN4] */
export function declineInvitation(
  state: ChatState,
  { agent }: DeclineInvitation,
  facts: Facts,
): Decision<ChatEvent> {
  const invitation = invitationOf(state, agent.agentId);
  if (!invitation || !isOpen(state)) return refuse({ reason: "not-invited" });
  return endInvitation(state, invitation, "declined", facts);
}
