import type { CommandAnswer } from "@causerie/client";
import { useNavigate } from "@tanstack/react-router";
import { useAgentClient } from "../connection/AgentConnection.tsx";
import { tell } from "../ui/notify.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";

/** Goes to the chat that the answer names, or says why there is none. */
function useGoToChat(): (answer: CommandAnswer) => void {
  const words = useWords();
  const navigate = useNavigate();
  return (answer) => {
    if (answer.ok) void navigate({ to: "/chats/$chatId", params: { chatId: answer.chatId } });
    else tell(wordRefusal(words.refusals, answer.refusal));
  };
}

/** [QU4] */
export function useServeNext(): () => Promise<void> {
  const client = useAgentClient();
  const goToChat = useGoToChat();
  return async () => {
    if (client.state.queue.count > 0) goToChat(await client.serveNext());
  };
}

export function useServeChat(): (chatId: string) => Promise<void> {
  const client = useAgentClient();
  const goToChat = useGoToChat();
  return async (chatId) => goToChat(await client.serveChat(chatId));
}
