import type { LapseHandOver } from "./commands.ts";
import type { AgentRef, ChatEvent, InvitationEnd } from "./events.ts";
import type { Facts } from "./facts.ts";
import { toTheHead } from "./queue-number.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { agentsIn, type ChatState, type Invitation, isOpen, type OpenChat } from "./state.ts";

/** [IN3] Ours: long enough to see it, short for a visitor who waits. */
export const HAND_OVER_MS = 60_000;

/**
 * Without this agent nobody is in the chat and nobody is to take it, though its visitor wrote: it must go back to the
 * queue [CH10] [IN4].
 */
export function isForsakenBy(state: OpenChat, { agentId }: AgentRef): boolean {
  if (state.status === "waiting" || !state.visitorHasWritten) return false;
  const others = agentsIn(state).filter((agent) => agent.agentId !== agentId);
  const takers = state.invitations.filter(({ handsOver, agent }) => handsOver && agent.agentId !== agentId);
  return others.length === 0 && takers.length === 0;
}

/** [IN4] Only the end of a hand-over brings a chat back: one that was merely left stays out of the queue [CH8]. */
export function endInvitation(
  state: OpenChat,
  { agent, handsOver }: Invitation,
  because: InvitationEnd,
  facts: Facts,
): Decision<ChatEvent> {
  const over: ChatEvent = { type: "InvitationEnded", agent, because };
  return handsOver && isForsakenBy(state, agent)
    ? accept<ChatEvent>(over, toTheHead(facts))
    : accept<ChatEvent>(over);
}

/** [IN3] Decided again when due: the oldest hand-over whose time is up; the next one has its own deadline. */
export function lapseHandOver(
  state: ChatState,
  { afterMs }: LapseHandOver,
  facts: Facts,
): Decision<ChatEvent> {
  if (!isOpen(state)) return refuse({ reason: "nothing-to-do" });
  const pending = state.invitations.filter(({ handsOver }) => handsOver);
  const [first, ...others] = pending;
  if (!first) return refuse({ reason: "nothing-to-do" });
  const oldest = others.reduce((one, other) => (other.at < one.at ? other : one), first);
  const dueAt = oldest.at + afterMs;
  if (facts.now < dueAt) return refuse({ reason: "not-due", dueAt });
  return endInvitation(state, oldest, "lapsed", facts);
}
