import type { EpochMs } from "../ids.ts";
import { VISITOR_IDLE_AFTER_MS } from "../visitors/idle.ts";
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
  if (isVisitorThere(command)) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "ChatEnded", by: { kind: "time-out", because: command.because } });
}

function silentSince(state: OpenChat, because: TimeOutChat["because"]): EpochMs | null {
  switch (because) {
    case "visitor-gone":
      return state.visitorGoneSince;
    case "idle":
      // One who is gone has the other time-out, of which this one takes nothing away.
      return state.status === "waiting" || state.visitorGoneSince !== null ? null : state.quietSince;
  }
}

/** [CH17] Sooner than a page says that its visitor is idle, silence is all that can be known. */
function isVisitorThere(command: TimeOutChat): boolean {
  return command.because === "idle" && command.isVisitorActive && command.afterMs >= VISITOR_IDLE_AFTER_MS;
}
