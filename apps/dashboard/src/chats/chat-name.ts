import type { ChatState } from "@causerie/domain";
import { visitorName } from "../visitors/visitor-name.ts";
import type { Words } from "../words/en.ts";

export type ShownChat = Exclude<ChatState, { status: "not-started" }>;

/** What a chat is called in lists and titles: its visitor, or the colleagues in it other than me. */
export function chatName(words: Words, view: ShownChat, myId: number | undefined): string {
  if (view.status !== "team") return visitorName(words, view.visitor);
  const others = view.members.filter(({ agentId }) => agentId !== myId);
  return others.map(({ name }) => name).join(", ");
}
