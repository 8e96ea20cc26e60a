import type { AgentId, AgentRef } from "@causerie/domain";
import type { ServerLink, ServerSession } from "./simulated-network.ts";
import { TinyAgentSession } from "./tiny-agent-session.ts";
import { TinyChats } from "./tiny-chats.ts";
import { TinyVisitorSession } from "./tiny-visitor-session.ts";

/**
 * An honest server in memory: what the client must agree with. `/agent/<id>` in an address is that agent's socket,
 * anything else a visitor's.
 */
export class TinyServer extends TinyChats {
  readonly accept = (link: ServerLink, url: string): ServerSession => {
    const agentId = /\/agent\/(\d+)/.exec(url)?.[1];
    return agentId
      ? new TinyAgentSession(this, link, agentRef(Number(agentId)))
      : new TinyVisitorSession(this, link);
  };
}

export function agentRef(agentId: number): AgentRef {
  // The brand is given where the id is made.
  return { agentId: agentId as AgentId, name: `Agent ${agentId}` };
}
