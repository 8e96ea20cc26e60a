import type { RecordContactDetails } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isVisitorChat } from "./state.ts";

/** [DE3] */
export function recordContactDetails(
  state: ChatState,
  { by, changed, name }: RecordContactDetails,
): Decision<ChatEvent> {
  if (!isVisitorChat(state)) return refuse({ reason: "no-chat" });
  if (changed.length === 0) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "ContactDetailsUpdated", by, changed, name });
}
