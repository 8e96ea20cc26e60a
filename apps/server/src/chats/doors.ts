import type { IncomingMessage } from "node:http";
import type { Caller } from "../platform/ws/link.ts";
import type { Door } from "../platform/ws/doors.ts";
import type { Chats } from "./index.ts";
import type { AgentOfAccount } from "./lookups.ts";

/** Anybody may come in: the first frame says by key and token who it is [DO1]. No cookie is read. */
export function visitorDoor(chats: Chats, callerOf: (request: IncomingMessage) => Caller): Door {
  return async (request) => {
    const caller = callerOf(request);
    return { ok: true, open: (link) => chats.visitorSession(link, caller) };
  };
}

export type AgentGate = {
  isOwnOrigin(request: IncomingMessage): boolean;
  /** null: not signed in, or no agent any more. */
  agentOf(request: IncomingMessage): Promise<{ agent: AgentOfAccount; sessionId: string } | null>;
};

/** [DO2] Checked once, at the upgrade; what is lost later closes the socket. */
export function agentDoor(chats: Chats, gate: AgentGate): Door {
  return async (request) => {
    if (!gate.isOwnOrigin(request)) return { ok: false, status: 403, message: "Forbidden" };
    const signedIn = await gate.agentOf(request);
    if (!signedIn) return { ok: false, status: 401, message: "Unauthorized" };
    return { ok: true, open: (link) => chats.agentSession(link, signedIn.agent, signedIn.sessionId) };
  };
}
