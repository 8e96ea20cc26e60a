import type { AddTeamMembers, StartTeamChat } from "./commands.ts";
import type { AgentRef, ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [TE1] */
export function startTeamChat(state: ChatState, command: StartTeamChat): Decision<ChatEvent> {
  const { agent } = command;
  if (state.status !== "not-started") return refuse({ reason: "already-open" });
  const members = [agent, ...newcomers([agent], command.with)];
  if (members.length < 2) return refuse({ reason: "agent-is-you" });
  return accept<ChatEvent>({ type: "TeamChatStarted", by: agent, members });
}

/** [TE4] A chat of two stays the two's: with a third a new one begins. A group is one however few are left in it. */
export function addTeamMembers(state: ChatState, { agent, colleagues }: AddTeamMembers): Decision<ChatEvent> {
  if (state.status !== "team" || !isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  const added = newcomers(state.members, colleagues);
  if (added.length === 0 || !state.isGroup) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "TeamMembersAdded", by: agent, added });
}

/** Each once, without those who are there. */
function newcomers(there: readonly AgentRef[], colleagues: readonly AgentRef[]): AgentRef[] {
  const fresh = new Map(colleagues.map((colleague) => [colleague.agentId, colleague]));
  for (const { agentId } of there) fresh.delete(agentId);
  return [...fresh.values()];
}
