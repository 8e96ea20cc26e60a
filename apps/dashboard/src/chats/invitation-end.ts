import type { RecordedEvent } from "@causerie/domain";
import type { Words } from "../words/en.ts";

/** Why this agent's invitation is over, by the last event that ends one; null when it was their own doing. */
export function invitationEndText(
  words: Words,
  entries: readonly RecordedEvent[],
  agentId: number,
): string | null {
  for (const event of entries.toReversed()) {
    if (event.type === "ChatEnded") return words.yourInvitation.ended;
    if (event.type === "ChatTransferred") return words.yourInvitation.transferred(event.department.name);
    const isMine = event.type === "InvitationEnded" && event.agent.agentId === agentId;
    if (isMine) return event.because === "declined" ? null : words.yourInvitation[event.because];
  }
  return null;
}
