import { isAgentIn } from "@causerie/domain";
import type { TypingFrame } from "@causerie/protocol";
import type { Actor } from "./append.ts";
import type { LiveChat } from "./live-chat.ts";

/** Who types: an agent by the name that the visitor sees, or the visitor (null). */
export type Typist = { actor: Actor; agent: { agentId: number; name: string } | null };

/** `isNote`: among agents [WT1]. */
export type Typing = { on: boolean; isNote: boolean };

/** Never stored. An agent who only looks at the chat is not seen typing by anybody. */
export function tellTyping(chat: LiveChat, typist: Typist, { on, isNote }: Typing): void {
  const { agent } = typist;
  // The id comes from the agent's own session.
  if (agent && !isAgentIn(chat.state, agent.agentId as Parameters<typeof isAgentIn>[1])) return;
  const frame: TypingFrame = { t: "typing", chatId: chat.chatId, name: agent?.name ?? null, on };
  const text = JSON.stringify(frame);
  for (const subscriber of chat.subscribers) {
    const mayHear = subscriber.audience === "agent" || !isNote;
    if (mayHear && subscriber.actor !== typist.actor) subscriber.deliver(text);
  }
}
