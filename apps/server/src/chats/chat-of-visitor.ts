import { agentsIn, isOpen } from "@causerie/domain";
import type { ChatOfVisitor } from "../visitors/index.ts";
import type { LiveChat } from "./live-chat.ts";

/** What the visitor list shows of a chat; null once it has ended. */
export function chatOfVisitor({ chatId, state }: LiveChat): ChatOfVisitor | null {
  if (!isOpen(state)) return null;
  return { chatId, status: state.status, agents: agentsIn(state).map(({ name }) => name) };
}
