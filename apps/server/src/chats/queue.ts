import type { AccountId, AgentId, ChatId, DepartmentId, EpochMs } from "@causerie/domain";
import type { AgentStatus, Queue } from "@causerie/protocol";
import type { Pool } from "pg";
import type { ChatChange } from "./live-chats.ts";
import { AccountQueue, type Eligible } from "./queue-of-account.ts";

type Loading = {
  queue: AccountQueue;
  /** As it was last read, to tell whether it changed. */
  eligible: string;
  /** Chats that changed while the store was read: what it said of them is old. */
  changed: Set<ChatId>;
  isLoaded: boolean;
  loaded: Promise<void>;
};

type WaitingRow = {
  id: ChatId;
  queueNumber: number;
  since: EpochMs;
  departmentId: DepartmentId | null;
  excluded: AgentId[];
};

type EligibleRow = {
  accountId: AccountId;
  departments: { departmentId: DepartmentId; members: AgentId[] }[] | null;
  /** Who is connected, to any node. */
  here: { agentId: AgentId; status: AgentStatus }[] | null;
};

const NONE: ReadonlySet<ChatId> = new Set();
const EMPTY: Queue = { count: 0, oldest: null, onlyExcluded: 0 };

/** The requests of each account that has agents here, for the Serve button. Decisions read the database instead. */
export class Queues {
  readonly #accounts = new Map<AccountId, Loading>();
  readonly #pool: Pool;
  readonly #now: () => EpochMs;

  constructor(pool: Pool, now: () => EpochMs) {
    this.#pool = pool;
    this.#now = now;
  }

  /** Read once per account, then kept up by what changes. */
  load(accountId: AccountId): Promise<void> {
    const known = this.#accounts.get(accountId);
    if (known) return known.loaded;
    const loading: Loading = {
      queue: new AccountQueue(),
      eligible: "",
      changed: new Set(),
      isLoaded: false,
      loaded: Promise.resolve(),
    };
    this.#accounts.set(accountId, loading);
    loading.loaded = this.#read(accountId, loading).catch((error: unknown) => {
      this.#accounts.delete(accountId);
      throw error;
    });
    return loading.loaded;
  }

  isKept(accountId: AccountId): boolean {
    return this.#accounts.has(accountId);
  }

  async #read(accountId: AccountId, loading: Loading): Promise<void> {
    await Promise.all([this.#readWaiting(accountId, loading), this.refresh([accountId])]);
  }

  /** Reads again what waits: news of it may have been missed. Gives the accounts, all that have agents here. */
  async reread(): Promise<AccountId[]> {
    const accounts = [...this.#accounts];
    await Promise.all(accounts.map(([accountId, loading]) => this.#rereadWaiting(accountId, loading)));
    return accounts.map(([accountId]) => accountId);
  }

  async #rereadWaiting(accountId: AccountId, loading: Loading): Promise<void> {
    // What is just being read may be older than the news that were missed.
    await loading.loaded;
    loading.isLoaded = false;
    loading.changed.clear();
    await this.#readWaiting(accountId, loading);
  }

  /** What changes meanwhile is newer than what is read. */
  async #readWaiting(accountId: AccountId, loading: Loading): Promise<void> {
    const { queue, changed } = loading;
    const { rows } = await this.#pool.query<WaitingRow>({
      name: "load-queue",
      text: `select c.id, c.queue_number as "queueNumber", c.department_id as "departmentId",
               c.excluded_ids as excluded,
               (select max(e.at) from chat_event e where e.chat_id = c.id and e.type = 'ChatQueued') as since
             from chat c where c.account_id = $1 and c.status = 'waiting'`,
      values: [accountId],
    });
    const waiting = new Set(rows.map(({ id }) => id));
    for (const chatId of queue.chatIds())
      if (!waiting.has(chatId) && !changed.has(chatId)) queue.delete(chatId);
    for (const { id, ...chat } of rows) if (!changed.has(id)) queue.set(id, chat);
    loading.isLoaded = true;
  }

  /** true: the account's queue looks different now, to somebody. */
  note({ chat, before, events }: ChatChange): boolean {
    const loading = this.#accounts.get(chat.accountId);
    if (!loading) return false;
    const { queue, isLoaded, changed } = loading;
    const { state, chatId } = chat;
    if (!isLoaded) changed.add(chatId);
    if (state.status !== "waiting") return queue.delete(chatId);
    if (before.status === "waiting" && before.queueNumber === state.queueNumber) return false;
    const { queueNumber, departmentId, excluded } = state;
    const since = events.findLast(({ type }) => type === "ChatQueued")?.at ?? 0;
    queue.set(chatId, { queueNumber, since, departmentId, excluded });
    return true;
  }

  /** [QU5] What this agent is offered. */
  of(accountId: AccountId, agentId: AgentId): Queue {
    return this.#accounts.get(accountId)?.queue.queueOf(agentId) ?? EMPTY;
  }

  /** [VI10] The requests that this agent is not offered. */
  withheldFrom(accountId: AccountId, agentId: AgentId): ReadonlySet<ChatId> {
    return this.#accounts.get(accountId)?.queue.withheldFrom(agentId) ?? NONE;
  }

  /**
   * Looks again who is there and may serve what, and gives the accounts where that has changed. Without accounts: all
   * that have agents here, since a change may have been made on another node.
   */
  async refresh(accountIds: readonly AccountId[] = [...this.#accounts.keys()]): Promise<AccountId[]> {
    const asked = accountIds.filter((accountId) => this.#accounts.has(accountId));
    if (asked.length === 0) return [];
    const rows = await this.#readEligible(asked);
    return rows.filter((row) => this.#takeIn(row)).map(({ accountId }) => accountId);
  }

  #takeIn(row: EligibleRow): boolean {
    const loading = this.#accounts.get(row.accountId);
    const eligible = JSON.stringify(row);
    if (!loading || loading.eligible === eligible) return false;
    loading.eligible = eligible;
    loading.queue.setEligible(eligibleOf(row));
    return true;
  }

  async #readEligible(accountIds: readonly AccountId[]): Promise<EligibleRow[]> {
    const { rows } = await this.#pool.query<EligibleRow>({
      name: "who-may-serve",
      text: `with enabled as (
               select a.id, a.account_id, a.status from agent a
               where a.account_id = any($1::bigint[]) and a.enabled and a.deleted_at is null
             ), departments as (
               select d.account_id, d.id, json_agg(e.id order by e.id) as members
               from department d
                 join department_member m on m.department_id = d.id
                 join enabled e on e.id = m.agent_id
               where d.account_id = any($1::bigint[]) and d.enabled
               group by d.id
             )
             select i.id as "accountId",
               (select json_agg(json_build_object('departmentId', d.id, 'members', d.members) order by d.id)
                  from departments d where d.account_id = i.id) as departments,
               (select json_agg(json_build_object('agentId', e.id, 'status', e.status) order by e.id) from enabled e
                  where e.account_id = i.id and exists (select from lease l
                    where l.kind = 'agent' and l.subject = e.id::text and l.held_until > $2)) as here
             from unnest($1::bigint[]) as i(id)`,
      values: [accountIds, this.#now()],
    });
    return rows;
  }
}

function eligibleOf({ departments, here }: EligibleRow): Eligible {
  const online = (here ?? []).filter(({ status }) => status === "online");
  return {
    departments: new Map(
      (departments ?? []).map(({ departmentId, members }) => [departmentId, new Set(members)]),
    ),
    online: new Set(online.map(({ agentId }) => agentId)),
  };
}
