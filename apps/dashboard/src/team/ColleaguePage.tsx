import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { tell } from "../ui/notify.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import { TeamWait } from "./TeamWait.tsx";
import { TeamWindow } from "./TeamWindow.tsx";
import { isOfTwoWith, useTeamChats } from "./team-chats.ts";

const route = getRouteApi("/signed-in/team/colleagues/$agentId");

/** [TE1] The chat of the two of us. The first visit makes it. */
export function ColleaguePage() {
  const agentId = Number(route.useParams().agentId);
  const chat = useTeamChats().find(isOfTwoWith(agentId));
  const colleague = useAgentState((state) => state.colleagues).find((one) => one.agentId === agentId);
  useChatWith(agentId, chat !== undefined);
  if (!chat) return <TeamWait name={colleague?.name ?? null} />;
  return <TeamWindow key={chat.chatId} chat={chat} />;
}

function useChatWith(agentId: number, isHeld: boolean): void {
  const words = useWords();
  const client = useAgentClient();
  const isOnline = useAgentState((state) => state.connection.kind === "online");
  useEffect(() => {
    if (isHeld || !isOnline) return;
    client.startTeamChat([agentId]).then((answer) => {
      if (answer.ok) client.openChat(answer.chatId);
      else tell(wordRefusal(words.refusals, answer.refusal));
    });
  }, [client, agentId, isHeld, isOnline, words]);
}
