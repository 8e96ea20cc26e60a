import type { ChangeTags } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isVisitorChat } from "./state.ts";

/** As Zendesk Chat has it: at most 140 characters, no spaces. */
export const MAX_TAG_LENGTH = 140;
const TAG = /^\S+$/u;

/** [DE4] Any agent of the account, in or after the chat. */
export function changeTags(state: ChatState, { agent, add, remove }: ChangeTags): Decision<ChatEvent> {
  if (!isVisitorChat(state)) return refuse({ reason: "no-chat" });
  if (add.some((tag) => tag.length > MAX_TAG_LENGTH || !TAG.test(tag)))
    return refuse({ reason: "bad-tag", maxLength: MAX_TAG_LENGTH });
  const kept = state.tags.filter((tag) => !remove.includes(tag));
  const tags = [...new Set([...kept, ...add])];
  const isSame = tags.length === state.tags.length && tags.every((tag) => state.tags.includes(tag));
  if (isSame) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>({ type: "TagsChanged", agent, tags });
}
