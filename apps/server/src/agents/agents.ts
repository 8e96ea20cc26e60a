import type { AccountId, AgentId } from "@causerie/domain";
import type { AgentStatus, IdleTimeout } from "@causerie/protocol";
import type { Logger } from "pino";
import { type Credentials, plainEmail, type SignIn, type Who } from "../accounts/index.ts";
import { createListeners } from "../platform/listeners.ts";
import type { Database } from "../platform/sql/database.ts";
import {
  type AgentChanges,
  changeAgent,
  createAgent,
  type Managed,
  type NewAgent,
  removeAgent,
} from "./manage.ts";
import {
  type Agent,
  type AgentRange,
  agentsOfPerson,
  countSignIn,
  type Dashboard,
  findAgent,
  findAgentByEmail,
  findAgentOfPerson,
  listAgents,
  setIdleTimeout,
  setStatus,
  withoutAccess,
} from "./store.ts";

/** With `sessionId`: only that session has ended. Without: every one of this agent's. */
export type AccessLost = Readonly<{ agentId: AgentId; personId: string; sessionId?: string }>;

export type Agents = Readonly<{
  /** Null: no account lets this person in. */
  ofPerson: (personId: string) => Promise<Agent | null>;
  byId: (accountId: AccountId, agentId: number) => Promise<Agent | null>;
  byEmail: (accountId: AccountId, email: string) => Promise<Agent | null>;
  /** By ascending id, disabled ones included. */
  list: (accountId: AccountId, range?: AgentRange) => Promise<Agent[]>;
  /** False: there is no such agent. */
  setStatus: (accountId: AccountId, agentId: number, status: AgentStatus) => Promise<boolean>;
  setIdleTimeout: (accountId: AccountId, agentId: number, idleTimeout: IdleTimeout | null) => Promise<void>;
  create: (by: Agent, fresh: NewAgent) => Promise<Managed>;
  change: (by: Agent, agentId: number, changes: AgentChanges) => Promise<Managed>;
  remove: (by: Agent, agentId: number) => Promise<Managed>;
  /** After a sign-in, for `last_login` and `login_count`. */
  signedIn: (agentId: AgentId) => Promise<void>;
  /** After a sign-out: tells those who listen to `onAccessLost`. */
  signedOut: (who: Who) => Promise<void>;
  /** [DO2] Of these, those whose sign-in has ended or whose agent may not sign in any more. */
  withoutAccess: (dashboards: readonly Dashboard[]) => Promise<Dashboard[]>;
  /** Called on this node, after the commit, when a socket of the agent may be open no longer [DO2]. */
  onAccessLost: (listener: (lost: AccessLost) => void) => void;
  /** Called on this node, after the commit, when a list of colleagues is no longer right. */
  onChanged: (listener: (accountId: AccountId) => void) => void;
}>;

type Deps = Readonly<{ database: Database; signIn: SignIn; credentials: Credentials; log: Logger }>;

export function createAgents(deps: Deps): Agents {
  const { database, log } = deps;
  const accessLost = createListeners<AccessLost>("onAccessLost", log);
  const changed = createListeners<AccountId>("onChanged", log);

  const managed = async (outcome: Managed, hasNewPassword = false): Promise<Managed> => {
    if (outcome.kind === "refused") return outcome;
    const { before, after } = outcome;
    if (before && (hasNewPassword || !after.enabled)) await loseAccess(after);
    changed.tell(after.accountId);
    return outcome;
  };

  const loseAccess = async ({ agentId, personId }: Agent): Promise<void> => {
    deps.signIn.forget(personId);
    deps.credentials.forget(personId);
    // A new password ends the person's sessions in every account.
    const everywhere = await agentsOfPerson(database, personId);
    for (const id of new Set([agentId, ...everywhere.map((agent) => agent.agentId)]))
      accessLost.tell({ agentId: id, personId });
  };

  return {
    ofPerson: async (personId) => (await findAgentOfPerson(database, personId)) ?? null,
    byId: async (accountId, agentId) => (await findAgent(database, accountId, agentId)) ?? null,
    byEmail: async (accountId, email) =>
      (await findAgentByEmail(database, accountId, plainEmail(email))) ?? null,
    list: (accountId, range = {}) => listAgents(database, accountId, range),
    setStatus: async (accountId, agentId, status) => {
      const isThere = await setStatus(database, accountId, agentId, status);
      if (isThere) changed.tell(accountId);
      return isThere;
    },
    setIdleTimeout: (accountId, agentId, idleTimeout) =>
      setIdleTimeout(database, accountId, agentId, idleTimeout),
    create: async (by, fresh) => managed(await createAgent(deps, by, fresh)),
    change: async (by, agentId, changes) =>
      managed(await changeAgent(deps, by, agentId, changes), changes.password !== undefined),
    remove: async (by, agentId) => managed(await removeAgent(deps, by, agentId)),
    signedIn: (agentId) => countSignIn(database, agentId),
    signedOut: async ({ personId, sessionId }) => {
      for (const { agentId } of await agentsOfPerson(database, personId))
        accessLost.tell({ agentId, personId, sessionId });
    },
    withoutAccess: (dashboards) => withoutAccess(database, dashboards),
    onAccessLost: accessLost.add,
    onChanged: changed.add,
  };
}
