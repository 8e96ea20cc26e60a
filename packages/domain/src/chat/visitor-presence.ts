import type { ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isOpen } from "./state.ts";

/** [CH12] */
export function recordVisitorGone(state: ChatState): Decision<ChatEvent> {
  if (!isOpen(state) || state.visitorGoneSince !== null) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "VisitorGone" });
}

/** [CH12] */
export function recordVisitorBack(state: ChatState): Decision<ChatEvent> {
  if (!isOpen(state) || state.visitorGoneSince === null) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "VisitorBack" });
}
