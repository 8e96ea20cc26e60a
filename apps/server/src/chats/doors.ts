import type { IncomingMessage } from "node:http";
import { callerKey } from "../platform/ws/caller-address.ts";
import type { Door } from "../platform/ws/doors.ts";
import type { Caller, Link, Session } from "../platform/ws/link.ts";
import type { AgentOfAccount } from "./lookups.ts";

/** Anybody may come in: the first frame says by key and token who it is [DO1]. No cookie is read. */
export function visitorDoor(
  openSession: (link: Link, caller: Caller) => Session,
  callerOf: (request: IncomingMessage) => Caller,
): Door {
  return (request) => {
    const caller = callerOf(request);
    return { ok: true, open: (link) => openSession(link, caller), strangerFrom: callerKey(caller.address) };
  };
}

export type AgentGate = {
  isOwnOrigin(request: IncomingMessage): boolean;
  /** null: not signed in, or no agent any more. */
  agentOf(request: IncomingMessage): Promise<{ agent: AgentOfAccount; sessionId: string } | null>;
};

/** [DO2] Checked once, at the upgrade; what is lost later closes the socket. */
export function agentDoor(
  openSession: (link: Link, agent: AgentOfAccount, sessionId: string) => Session,
  gate: AgentGate,
): Door {
  return async (request) => {
    if (!gate.isOwnOrigin(request)) return { ok: false, status: 403, message: "Forbidden" };
    const signedIn = await gate.agentOf(request);
    if (!signedIn) return { ok: false, status: 401, message: "Unauthorized" };
    const { agent, sessionId } = signedIn;
    return { ok: true, open: (link) => openSession(link, agent, sessionId), strangerFrom: null };
  };
}
