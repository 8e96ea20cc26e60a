import type { AgentChat } from "@causerie/client";
import { isVisitorChat } from "@causerie/domain";
import { useMemo } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";

/** Those with visitors that I am in, and those that ended and are not put away yet, in the order in which they came. */
export function useMyChats(): readonly AgentChat[] {
  const chats = useAgentState((state) => state.chats);
  return useMemo(() => [...chats.values()].filter(({ mine, view }) => mine && isVisitorChat(view)), [chats]);
}

/** Those that a colleague asks me into, and that I have neither opened nor declined. */
export function useInvitations(): readonly AgentChat[] {
  const chats = useAgentState((state) => state.chats);
  return useMemo(() => [...chats.values()].filter(({ invitation }) => invitation !== null), [chats]);
}

/** As the left bar lists them. */
export function useListedChats(): readonly AgentChat[] {
  const invitations = useInvitations();
  const mine = useMyChats();
  return useMemo(
    () => [...invitations, ...mine.filter(({ invitation }) => !invitation)],
    [invitations, mine],
  );
}
