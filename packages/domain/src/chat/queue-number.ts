import { invariant } from "../invariant.ts";
import type { ChatCommand } from "./commands.ts";
import type { ChatQueued } from "./events.ts";
import type { Facts } from "./facts.ts";
import { type ChatState, isBeingHandedOver } from "./state.ts";

/** Whether deciding this may put the chat in the queue, so that a number must be drawn first. */
export function needsQueueNumber(state: ChatState, command: ChatCommand): boolean {
  switch (command.type) {
    case "RequestChat":
    case "RequeueChat":
    case "TransferToDepartment":
    case "DeclineInvitation":
    case "LapseHandOver":
      return true;
    case "SendMessage":
      return command.from.kind === "visitor" && state.status === "unattended" && !isBeingHandedOver(state);
    default:
      return false;
  }
}

/** Behind all that wait [QU2]. */
export function toTheEnd(facts: Facts): ChatQueued {
  return { type: "ChatQueued", queueNumber: drawn(facts) };
}

/** Before all that wait [QU3]: the latest of those who come back is the smallest number. */
export function toTheHead(facts: Facts): ChatQueued {
  return { type: "ChatQueued", queueNumber: -drawn(facts) };
}

function drawn(facts: Facts): number {
  invariant(facts.queueNumber !== null, "a chat enters the queue without a queue number");
  return facts.queueNumber;
}
