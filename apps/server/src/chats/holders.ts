import { type AgentId, agentsIn, type ChatState, isAgentIn, isOpen } from "@causerie/domain";

type Chat = { readonly state: ChatState };

/** Those among whose chats it is: in it, or invited. */
export function holders(state: ChatState): AgentId[] {
  if (state.status === "team") return state.members.map(({ agentId }) => agentId);
  if (!isOpen(state)) return [];
  return [...agentsIn(state), ...state.invitations.map(({ agent }) => agent)].map(({ agentId }) => agentId);
}

export function isTheirs({ state }: Chat, agentId: AgentId): boolean {
  return holders(state).includes(agentId);
}

/** [VS1] [TE3] Every chat with a visitor; of those among colleagues one's own. */
export function mayRead({ state }: Chat, agentId: AgentId): boolean {
  return state.status !== "team" || isAgentIn(state, agentId);
}
