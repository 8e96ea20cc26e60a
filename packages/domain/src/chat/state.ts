import type { DepartmentId, EpochMs } from "../ids.ts";
import type { AgentRef, Ender, VisitorRef } from "./events.ts";

/** What every chat has from its start on. */
export type Started = {
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  startedBy: "visitor" | "agent";
  startedAt: EpochMs;
  /** When somebody last wrote or joined: the wait in the queue is not idleness [CH14]. */
  quietSince: EpochMs;
  visitorHasWritten: boolean;
  /** Since when all of the visitor's pages are closed; null while one is open. */
  visitorGoneSince: EpochMs | null;
};

export type NotStarted = { status: "not-started" };
export type Waiting = Started & { status: "waiting"; queueNumber: number };
/** `agents` is never empty. */
export type Served = Started & { status: "served"; agents: AgentRef[] };
/** Open, out of the queue, no agent in it: everybody left [CH8]. */
export type Unattended = Started & { status: "unattended" };
/** `agents` are those who were in the chat when it ended. */
export type Ended = Started & { status: "ended"; agents: AgentRef[]; endedAt: EpochMs; endedBy: Ender };

export type OpenChat = Waiting | Served | Unattended;
export type ChatState = NotStarted | OpenChat | Ended;

export const initialState: ChatState = { status: "not-started" };

export function isOpen(state: ChatState): state is OpenChat {
  return state.status !== "not-started" && state.status !== "ended";
}

export function agentsIn(state: ChatState): AgentRef[] {
  return state.status === "served" || state.status === "ended" ? state.agents : [];
}

export function isAgentIn(state: ChatState, agentId: AgentRef["agentId"]): boolean {
  return agentsIn(state).some((agent) => agent.agentId === agentId);
}
