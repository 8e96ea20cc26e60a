import type { AccountId, AgentId } from "@causerie/domain";
import type { AgentStatus, IdleTimeout } from "@causerie/protocol";
import type { ChatsContext } from "./context.ts";

type Own = { accountId: AccountId; agentId: AgentId };

export async function setOwnStatus(
  { agents, agentNews }: ChatsContext,
  { accountId, agentId }: Own,
  status: AgentStatus,
): Promise<void> {
  await agents.setStatus(accountId, agentId, status);
  agentNews.sendTo(accountId, agentId, { t: "status", status, becauseIdle: false });
  agentNews.tellColleagues(accountId);
}

export async function setOwnIdleTimeout(
  { agents, agentNews }: ChatsContext,
  { accountId, agentId }: Own,
  idleTimeout: IdleTimeout | null,
): Promise<void> {
  await agents.setIdleTimeout(accountId, agentId, idleTimeout);
  agentNews.sendTo(accountId, agentId, { t: "idle-timeout", idleTimeout });
}

/** [ST7] At a dashboard there is nobody, or somebody again. */
export function changeIdle(
  { agentNews, idleAgents }: ChatsContext,
  { accountId, agentId }: Own,
): Promise<void> {
  agentNews.idleChanged(accountId, agentId);
  return idleAgents.check(accountId, agentId);
}
