import type { AgentChat } from "@causerie/client";
import { isVisitorChat } from "@causerie/domain";
import { useMemo } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";

/** Those with visitors that I am in, and those that ended and are not put away yet, in the order in which they came. */
export function useMyChats(): readonly AgentChat[] {
  const chats = useAgentState((state) => state.chats);
  return useMemo(() => [...chats.values()].filter(({ mine, view }) => mine && isVisitorChat(view)), [chats]);
}
