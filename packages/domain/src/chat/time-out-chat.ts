import type { EpochMs } from "../ids.ts";
import type { TimeOutChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isOpen, type OpenChat } from "./state.ts";

/** [CH13] [CH14] Decided again when due: what changed meanwhile calls it off, or says when to ask again. */
export function timeOutChat(state: ChatState, command: TimeOutChat, facts: Facts): Decision<ChatEvent> {
  if (!isOpen(state)) return refuse({ reason: "nothing-to-do" });
  const since = silentSince(state, command.because);
  if (since === null) return refuse({ reason: "nothing-to-do" });
  const dueAt = since + command.afterMs;
  if (facts.now < dueAt) return refuse({ reason: "not-due", dueAt });
  return accept<ChatEvent>({ type: "ChatEnded", by: { kind: "time-out", because: command.because } });
}

function silentSince(state: OpenChat, because: TimeOutChat["because"]): EpochMs | null {
  switch (because) {
    case "visitor-gone":
      return state.visitorGoneSince;
    case "idle":
      return state.status === "waiting" ? null : state.quietSince;
  }
}
