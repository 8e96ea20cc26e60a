import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { TeamWait } from "./TeamWait.tsx";
import { TeamWindow } from "./TeamWindow.tsx";
import { isTeamChat } from "./team-chats.ts";

const route = getRouteApi("/signed-in/team/groups/$chatId");

/** Any chat among colleagues, by its id. `at`: the message to go to. */
export function GroupPage() {
  const { chatId } = route.useParams();
  const { at } = route.useSearch();
  const client = useAgentClient();
  const chat = useAgentState((state) => state.chats.get(chatId));
  useEffect(() => {
    client.openChat(chatId);
    return () => client.closeChat(chatId);
  }, [client, chatId]);
  return isTeamChat(chat) ? <TeamWindow key={chatId} chat={chat} goTo={at} /> : <TeamWait name={null} />;
}
