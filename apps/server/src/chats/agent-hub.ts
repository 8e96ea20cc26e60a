import { type AccountId, type AgentId, isAgentIn } from "@causerie/domain";
import type { Colleague, DepartmentSummary, Queue } from "@causerie/protocol";
import type { AgentHubSession } from "./agent-hub-session.ts";
import type { Announcement } from "./announcements.ts";
import type { About, FollowUp } from "./follow-up.ts";
import { holders, mayRead } from "./holders.ts";
import type { Leases } from "./leases.ts";
import type { LiveChat } from "./live-chat.ts";
import type { ChatChange } from "./live-chats.ts";
import type { AgentLookup, DepartmentLookup } from "./lookups.ts";
import type { Queues } from "./queue.ts";
import { RELOAD_MS } from "./site-statuses.ts";

export type AgentHubOptions = {
  queues: Queues;
  leases: Leases;
  agents: AgentLookup;
  departments: DepartmentLookup;
  followUp: FollowUp;
};

/** The agents' sockets on this node, and what changes mean for them. */
export class AgentHub {
  readonly #accounts = new Map<AccountId, Set<AgentHubSession>>();
  /** Those that were let in and have not said hello yet too: they must not outlive their sign-in [DO2]. */
  readonly #letIn = new Set<AgentHubSession>();
  readonly #stale = new Set<AccountId>();
  readonly #staleQueues = new Set<AccountId>();
  readonly #toldQueues = new WeakMap<AgentHubSession, Queue>();
  readonly #listeners = new Set<(accountId: AccountId) => void>();
  readonly #mayServeListeners = new Set<(accountId: AccountId) => void>();
  readonly #leftListeners = new Set<(accountId: AccountId, agentId: AgentId) => void>();
  readonly #queues: Queues;
  readonly #leases: Leases;
  readonly #agents: AgentLookup;
  readonly #departments: DepartmentLookup;
  readonly #followUp: FollowUp;

  constructor({ queues, leases, agents, departments, followUp }: AgentHubOptions) {
    this.#queues = queues;
    this.#leases = leases;
    this.#agents = agents;
    this.#departments = departments;
    this.#followUp = followUp;
  }

  letIn(session: AgentHubSession): void {
    this.#letIn.add(session);
  }

  async add(accountId: AccountId, session: AgentHubSession): Promise<void> {
    const isFirst = !this.#isConnected(accountId, session.agentId);
    this.#accounts.set(accountId, this.#of(accountId).add(session));
    await this.#leases.hold(accountId, "agent", String(session.agentId));
    if (isFirst) this.tellColleagues(accountId);
  }

  remove(accountId: AccountId, session: AgentHubSession): void {
    this.#letIn.delete(session);
    this.#of(accountId).delete(session);
    if (this.#isConnected(accountId, session.agentId)) return;
    // [ST4] Who signed out is gone, as if for long already.
    const goneForMs = session.isRefused ? RELOAD_MS : 0;
    const about: About = { accountId, actor: `agent:${session.agentId}` };
    this.#followUp(async () => {
      await this.#leases.release("agent", String(session.agentId), goneForMs);
      this.tellColleagues(accountId);
    }, about);
  }

  /** [DO2] `sessionId` null: all of the agent's. */
  refuse(agentId: number, sessionId: string | null): void {
    for (const session of [...this.#letIn]) {
      const isMeant = sessionId === null || session.sessionId === sessionId;
      if (session.agentId === agentId && isMeant) session.refuse();
    }
  }

  note(change: ChatChange): void {
    const { chat, events } = change;
    if (this.#queues.note(change)) this.#tellQueue(chat.accountId);
    // One among colleagues that a dashboard did not begin with comes with its next message.
    if (chat.state.status === "team") {
      for (const { agentId } of chat.state.members) this.#giveTo(agentId, chat);
      if (events.some(({ type }) => type === "AgentLeft")) this.#takeFromOthers(chat);
    }
    // Messages make a chat nobody's who did not have it.
    else if (events.every(({ type }) => type === "MessageSent")) return;
    const had = new Set(holders(change.before));
    const have = new Set(holders(chat.state));
    for (const agentId of have) if (!had.has(agentId)) this.#giveTo(agentId, chat);
    for (const agentId of had) {
      if (!have.has(agentId)) for (const listener of this.#leftListeners) listener(chat.accountId, agentId);
      // One that ended with them in it stays until they close it.
      if (!have.has(agentId) && !isAgentIn(chat.state, agentId))
        for (const tab of this.tabsOf(chat.accountId, agentId)) tab.takeAway(chat);
    }
  }

  /** [TE8] Of a chat that this node had only just read it is not known who was in it before. */
  #takeFromOthers(chat: LiveChat): void {
    for (const session of [...this.#of(chat.accountId)])
      if (!mayRead(chat, session.agentId)) session.takeAway(chat);
  }

  #giveTo(agentId: AgentId, chat: LiveChat): void {
    for (const tab of this.tabsOf(chat.accountId, agentId)) tab.give(chat);
  }

  /** [ST7] Whether they are idle on every dashboard; null: they have none here. */
  idleStateOf(accountId: AccountId, agentId: AgentId): boolean | null {
    const theirs = this.tabsOf(accountId, agentId);
    return theirs.length === 0 ? null : theirs.every((session) => session.isIdle);
  }

  idleStates() {
    return [...this.#accounts].flatMap(([accountId, sessions]) =>
      [...new Set([...sessions].map(({ agentId }) => agentId))].map((agentId) => ({
        accountId,
        agentId,
        isIdle: this.idleStateOf(accountId, agentId),
      })),
    );
  }

  /** After an agent is in a chat no more. */
  onLeftChat(listener: (accountId: AccountId, agentId: AgentId) => void): void {
    this.#leftListeners.add(listener);
  }

  /** [DO2] Every dashboard, and the sign-in that it stands on. */
  letInNow(): { agentId: AgentId; sessionId: string | null }[] {
    return [...this.#letIn].map(({ agentId, sessionId }) => ({ agentId, sessionId }));
  }

  /** Every tab of one agent. */
  tabsOf(accountId: AccountId, agentId: AgentId): AgentHubSession[] {
    return [...this.#of(accountId)].filter((session) => session.agentId === agentId);
  }

  readyTabs(accountId: AccountId): AgentHubSession[] {
    return [...this.#of(accountId)].filter(({ isReady }) => isReady);
  }

  /** `connected`: to any node. */
  async colleagues(accountId: AccountId): Promise<Colleague[]> {
    const agents = (await this.#agents.list(accountId)).filter(({ enabled }) => enabled);
    const subjects = agents.map(({ agentId }) => String(agentId));
    const connected = await this.#leases.among("agent", subjects);
    return agents.map(({ agentId, displayName, email, status }) => ({
      agentId,
      name: displayName,
      email,
      status,
      connected: connected.has(String(agentId)),
    }));
  }

  async departments(accountId: AccountId): Promise<DepartmentSummary[]> {
    const [departments, colleagues] = await Promise.all([
      this.#departments.listWithMembers(accountId),
      this.colleagues(accountId),
    ]);
    const online = new Set(colleagues.filter(isOnline).map(({ agentId }) => agentId));
    const enabled = new Set(colleagues.map(({ agentId }) => agentId));
    return departments.map(({ members, ...department }) => ({
      ...department,
      members: members.filter((agentId) => enabled.has(agentId)),
      online: members.filter((agentId) => online.has(agentId)),
    }));
  }

  /** Once a tick, however many came and went in it. */
  tellColleagues(accountId: AccountId): void {
    if (this.#stale.has(accountId)) return;
    this.#stale.add(accountId);
    setImmediate(() => {
      this.#stale.delete(accountId);
      for (const listener of this.#listeners) listener(accountId);
      if (this.#of(accountId).size === 0) return;
      this.#followUp(() => this.#tellWhoIsThere(accountId), { accountId });
    });
  }

  /** After somebody came, went or changed status, or a department changed. */
  onWhoIsThere(listener: (accountId: AccountId) => void): void {
    this.#listeners.add(listener);
  }

  async #tellWhoIsThere(accountId: AccountId): Promise<void> {
    const [colleagues, departments] = await Promise.all([
      this.colleagues(accountId),
      this.departments(accountId),
    ]);
    this.#broadcast(accountId, { t: "colleagues", colleagues });
    this.#broadcast(accountId, { t: "departments", departments });
  }

  /** To every dashboard of the account. */
  tellAll(accountId: AccountId, frame: object): void {
    this.#broadcast(accountId, frame);
  }

  async visitorChanged(accountId: AccountId, visitorId: string): Promise<void> {
    await Promise.all([...this.#of(accountId)].map((session) => session.visitorChanged(visitorId)));
  }

  /** [QU5] Looks again who may serve what; gives where that has changed. Without accounts, wherever agents are here. */
  async followWhoMayServe(accountIds?: readonly AccountId[]): Promise<AccountId[]> {
    const changed = await this.#queues.refresh(accountIds);
    for (const accountId of changed) {
      this.#tellQueue(accountId);
      for (const listener of this.#mayServeListeners) listener(accountId);
    }
    return changed;
  }

  /** Agents came, went, or were changed on another node. */
  async followOtherNodes(): Promise<void> {
    for (const accountId of await this.followWhoMayServe()) this.tellColleagues(accountId);
  }

  /** Who may serve what has changed. */
  onMayServe(listener: (accountId: AccountId) => void): void {
    this.#mayServeListeners.add(listener);
  }

  /** Once a tick, however many requests came and went in it; to those alone to whom it looks different. */
  #tellQueue(accountId: AccountId): void {
    if (this.#staleQueues.has(accountId)) return;
    this.#staleQueues.add(accountId);
    setImmediate(() => {
      this.#staleQueues.delete(accountId);
      for (const session of this.readyTabs(accountId)) this.#tellQueueTo(accountId, session);
    });
  }

  #tellQueueTo(accountId: AccountId, session: AgentHubSession): void {
    const told = this.#toldQueues.get(session);
    const queue = this.queueFor(accountId, session);
    if (!told || !isSameQueue(told, queue)) session.send({ t: "queue", queue });
  }

  /** To be told to this session now. */
  queueFor(accountId: AccountId, session: AgentHubSession): Queue {
    const queue = this.#queues.of(accountId, session.agentId);
    this.#toldQueues.set(session, queue);
    return queue;
  }

  #broadcast(accountId: AccountId, frame: object): void {
    for (const session of this.readyTabs(accountId)) session.send(frame);
  }

  /** Who is connected to this node. */
  here(): { accountIds: AccountId[]; agentIds: AgentId[] } {
    const accounts = [...this.#accounts].filter(([, sessions]) => sessions.size > 0);
    const agentIds = accounts.flatMap(([, sessions]) => [...sessions].map(({ agentId }) => agentId));
    return { accountIds: accounts.map(([accountId]) => accountId), agentIds: [...new Set(agentIds)] };
  }

  async rereadQueues(): Promise<void> {
    for (const accountId of await this.#queues.reread()) this.#tellQueue(accountId);
  }

  /** [ND7] Somebody here may have to be told of it, or will begin with the queue that is kept for them. */
  isConcerned({ accountId, agentIds, isTalk }: Announcement): boolean {
    if (!isTalk) return this.#queues.isKept(accountId);
    return [...this.#of(accountId)].some(({ agentId }) => agentIds.includes(agentId));
  }

  #isConnected(accountId: AccountId, agentId: AgentId): boolean {
    return this.tabsOf(accountId, agentId).length > 0;
  }

  #of(accountId: AccountId): Set<AgentHubSession> {
    return this.#accounts.get(accountId) ?? new Set();
  }
}

function isSameQueue(one: Queue, other: Queue): boolean {
  const isSameOldest =
    one.oldest?.chatId === other.oldest?.chatId && one.oldest?.since === other.oldest?.since;
  return one.count === other.count && one.onlyExcluded === other.onlyExcluded && isSameOldest;
}

/** "Online" in a rule: connected, with the status Online. */
function isOnline({ connected, status }: Colleague): boolean {
  return connected && status === "online";
}
