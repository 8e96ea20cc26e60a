import type { AgentChat, AgentClientState } from "@causerie/client";
import type { TeamChat } from "@causerie/domain";
import { useMemo } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";

export type TeamReplica = AgentChat & { view: TeamChat };

/** The chats among colleagues that this dashboard holds, the one written in last first. */
export function useTeamChats(): readonly TeamReplica[] {
  const chats = useAgentState((state) => state.chats);
  return useMemo(() => teamChatsOf(chats), [chats]);
}

export function teamChatsOf(chats: AgentClientState["chats"]): readonly TeamReplica[] {
  return [...chats.values()].filter(isTeamChat).sort((one, other) => lastAt(other) - lastAt(one));
}

export function isTeamChat(chat: AgentChat | undefined): chat is TeamReplica {
  return chat?.view.status === "team";
}

/** The chat of me and one colleague, and no one else. */
export function isOfTwoWith(agentId: number): (chat: TeamReplica) => boolean {
  return (chat) => !isGroup(chat) && chat.view.members.some((member) => member.agentId === agentId);
}

/** [TE4] One that shrank to two is still the group. (A node of the release before does not say what it was begun as.) */
export function isGroup({ view }: TeamReplica): boolean {
  return view.isGroup || view.members.length > 2;
}

/** What was said last; empty when nothing was. */
export function lastSaid({ entries, pending }: AgentChat): string {
  const waiting = pending.at(-1)?.text;
  if (waiting !== undefined) return waiting;
  const last = entries.findLast((entry) => entry.type === "MessageSent" || entry.type === "FileSent");
  if (!last) return "";
  return last.type === "FileSent" ? last.file.name : last.text;
}

function lastAt({ entries, view }: TeamReplica): number {
  return entries.at(-1)?.at ?? view.startedAt;
}

/** Messages of colleagues that I have not read, of all these chats. */
export function unreadIn(chats: readonly AgentChat[]): number {
  return chats.reduce((sum, { unread }) => sum + unread, 0);
}
