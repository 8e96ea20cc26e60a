import type { AgentChat, CommandAnswer } from "@causerie/client";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useAgentClient } from "../connection/AgentConnection.tsx";
import { focusHeading } from "../ui/focus.ts";
import { tell } from "../ui/notify.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import { invitationEndText } from "./invitation-end.ts";

/** [IN2] What I can do with an invitation, from the list, the chat and the palette alike. */
export function useInvitation(chatId: string) {
  const client = useAgentClient();
  const words = useWords();
  const navigate = useNavigate();
  const run = async (command: Promise<CommandAnswer>, onDone: () => void) => {
    const answer = await command;
    if (answer.ok) onDone();
    else tell(wordRefusal(words.refusals, answer.refusal));
  };
  return {
    open: () =>
      run(client.acceptInvitation(chatId), () => void navigate({ to: "/chats/$chatId", params: { chatId } })),
    // The buttons go with the invitation: the focus must not go with them.
    decline: () => run(client.declineInvitation(chatId), focusHeading),
  };
}

/** [WT2] Whoever looks at the chat is told why the invitation to it is gone, unless it was their own doing. */
export function useInvitationEnd({ invitation, mine, entries }: AgentChat): void {
  const words = useWords();
  const before = useRef(invitation);
  useEffect(() => {
    const wasInvited = before.current;
    before.current = invitation;
    if (!wasInvited || invitation || mine) return;
    const text = invitationEndText(words, entries, wasInvited.agent.agentId);
    if (text) tell(text);
  }, [invitation, mine, words, entries]);
}
