import { useEffect } from "react";
import { useAgentClient } from "../connection/AgentConnection.tsx";

/** Whoever is in the chat keeps it; whoever only looks lets it go on leaving. */
export function useLookAt(chatId: string): void {
  const client = useAgentClient();
  useEffect(() => {
    client.openChat(chatId);
    return () => {
      if (!client.state.chats.get(chatId)?.mine) client.closeChat(chatId);
    };
  }, [client, chatId]);
}
