import type { AccountId } from "@causerie/domain";
import type { AgentStatus } from "@causerie/protocol";

/** An agent as the chats need them. */
export type AgentOfAccount = {
  agentId: number;
  accountId: number;
  displayName: string;
  email: string;
  status: AgentStatus;
  enabled: boolean;
};

/** What chats need to know of accounts and agents. */
export type AccountLookup = { byKey(key: string): Promise<{ accountId: AccountId } | null> };
export type AgentLookup = {
  list(accountId: AccountId): Promise<AgentOfAccount[]>;
  setStatus(accountId: AccountId, agentId: number, status: AgentStatus): Promise<unknown>;
};
