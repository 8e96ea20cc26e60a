import type { CommandAnswer } from "@causerie/client";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { focusHeading } from "../ui/focus.ts";
import { tell } from "../ui/notify.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import { useChatDialog } from "./actions/chat-dialog.ts";
import { useSide } from "./side.ts";

/** What can be done with the chat at hand, from its buttons, the keyboard and the palette alike. */
export function useChatActions(chatId: string | undefined) {
  const client = useAgentClient();
  const words = useWords();
  const { toggle } = useSide();
  const isIn = useIsInChat(chatId);
  const { open } = useChatDialog();
  const run = async (command: (chatId: string) => Promise<CommandAnswer>) => {
    if (chatId === undefined || !isIn) return;
    // The buttons go with the chat: the focus must not go with them.
    focusHeading();
    const answer = await command(chatId);
    if (!answer.ok) tell(wordRefusal(words.refusals, answer.refusal));
  };
  return {
    isIn,
    end: () => run((id) => client.endChat(id)),
    leave: () => run((id) => client.leaveChat(id)),
    invite: () => isIn && open("invite-agent"),
    createTicket: () => open("create-ticket"),
    transfer: () => isIn && open("transfer-to-department"),
    toggleInfo: () => chatId !== undefined && toggle("info"),
    toggleHistory: () => chatId !== undefined && toggle("history"),
  };
}

function useIsInChat(chatId: string | undefined): boolean {
  const agentId = useAgentState((state) => state.me?.agentId);
  const view = useAgentState((state) => (chatId === undefined ? undefined : state.chats.get(chatId)?.view));
  if (!view || agentId === undefined || view.status !== "served") return false;
  return view.agents.some((agent) => agent.agentId === agentId);
}
