import type { AccountId, AgentId, ChatId, CommandId, DepartmentId, VisitorId } from "@causerie/domain";
import type { AccountSettings, AgentStatus, IdleTimeout } from "@causerie/protocol";

/** An agent as the chats need them. */
export type AgentOfAccount = {
  agentId: number;
  accountId: number;
  displayName: string;
  email: string;
  status: AgentStatus;
  idleTimeout: IdleTimeout | null;
  enabled: boolean;
};

/** A department as the chats need it. */
export type DepartmentOfAccount = {
  departmentId: DepartmentId;
  name: string;
  description: string;
  enabled: boolean;
  members: AgentId[];
};

/** What chats need to know of accounts and agents. */
export type AccountLookup = {
  byKey(key: string): Promise<{ accountId: AccountId } | null>;
  settingsOf(accountId: AccountId): AccountSettings;
};
export type DepartmentLookup = {
  /** By ascending id, disabled ones included; `members` by ascending id. */
  listWithMembers(accountId: AccountId): Promise<DepartmentOfAccount[]>;
};
export type AgentLookup = {
  list(accountId: AccountId): Promise<AgentOfAccount[]>;
  setStatus(accountId: AccountId, agentId: number, status: AgentStatus): Promise<unknown>;
  setIdleTimeout(accountId: AccountId, agentId: number, idleTimeout: IdleTimeout | null): Promise<void>;
  /** [DO2] Those of them whose agent may sign in no more, or whose sign-in has ended. */
  withoutAccess(dashboards: readonly OpenDashboard[]): Promise<OpenDashboard[]>;
};
export type OpenDashboard = { agentId: number; sessionId: string | null };

/** Mails of transcripts, which visitors ask for [MA8]. */
export type TranscriptMails = {
  /** False: there were too many within the hour [MA9]. The same command owes one mail, however often it comes. */
  owe(asked: {
    accountId: AccountId;
    visitorId: VisitorId;
    commandId: CommandId;
    chatId: ChatId;
    recipient: string;
    /** The chat's head: what is said later is not in it. */
    upTo: number;
    language: string;
  }): Promise<boolean>;
};
