import { agentsIn, isBeingHandedOver, isOpen, type OpenChat, type RecordedEvent } from "@causerie/domain";
import type { LatestMessage } from "@causerie/protocol";
import type { ChatOfVisitor } from "../visitors/index.ts";
import type { LiveChat } from "./live-chat.ts";

/** What the visitor list shows of a chat; null once it has ended. */
export function chatOfVisitor({ chatId, state }: LiveChat): ChatOfVisitor | null {
  if (!isOpen(state)) return null;
  return {
    chatId,
    ...whoseItIs(state),
    departmentId: state.departmentId,
    queueNumber: state.status === "waiting" ? state.queueNumber : null,
  };
}

function whoseItIs(state: OpenChat): Pick<ChatOfVisitor, "status" | "agents"> {
  if (state.status !== "unattended" || !isBeingHandedOver(state))
    return { status: state.status, agents: agentsIn(state).map(({ name }) => name) };
  const handed = state.invitations.filter(({ handsOver }) => handsOver);
  return { status: "assigned", agents: handed.map(({ agent }) => agent.name) };
}

/** A line of the list. */
const LONGEST_TEXT = 160;

/** What the list shows of these events [VI12]: what was said to or by the visitor, no notes. */
export function latestMessageIn(events: readonly RecordedEvent[]): LatestMessage | null {
  const latest = events.findLast((event) => event.type === "MessageSent" || event.type === "FileSent");
  // The compiler does not see that only those two are found.
  if (latest?.type !== "MessageSent" && latest?.type !== "FileSent") return null;
  const isFile = latest.type === "FileSent";
  const text = isFile ? latest.file.name : latest.text.slice(0, LONGEST_TEXT);
  return { from: latest.from.kind, text, isFile, at: latest.at };
}
