import type { AccountId } from "@causerie/domain";
import type { AccountStatus, SiteStatus } from "@causerie/protocol";
import type { Pool } from "pg";

/**
 * [ST4] A dashboard that went away counts as there for so long: a reload is no absence. Whoever signs out is gone at
 * once.
 */
export const RELOAD_MS = 3_000;

const OFFLINE: SiteStatus = { status: "offline", departments: [] };

type Row = { accountId: AccountId; status: AccountStatus; departments: SiteStatus["departments"] | null };

/**
 * [ST2] [ST3] Whether anybody answers, by account and department, as the leases say: they are the same on every node.
 * What changes here is looked at at once, what changes elsewhere with the next `refresh`.
 */
export class SiteStatuses {
  readonly #told = new Map<AccountId, SiteStatus>();
  readonly #pool: Pool;
  readonly #now: () => number;
  readonly #onChange: (accountId: AccountId) => void;

  constructor(pool: Pool, now: () => number, onChange: (accountId: AccountId) => void) {
    this.#pool = pool;
    this.#now = now;
    this.#onChange = onChange;
  }

  /** As last looked at; `load` comes before. */
  of(accountId: AccountId): SiteStatus {
    return this.#told.get(accountId) ?? OFFLINE;
  }

  async load(accountId: AccountId): Promise<void> {
    if (!this.#told.has(accountId)) await this.refresh([accountId]);
  }

  /** Looks again, and tells of those that are not as they were. Without accounts: at all that were asked for. */
  async refresh(accountIds: readonly AccountId[] = [...this.#told.keys()]): Promise<void> {
    if (accountIds.length === 0) return;
    for (const { accountId, ...status } of await this.#read(accountIds)) {
      const after = { status: status.status, departments: status.departments ?? [] };
      const before = this.#told.get(accountId);
      this.#told.set(accountId, after);
      if (before && JSON.stringify(before) !== JSON.stringify(after)) this.#onChange(accountId);
    }
  }

  async #read(accountIds: readonly AccountId[]): Promise<Row[]> {
    const { rows } = await this.#pool.query<Row>({
      name: "site-statuses",
      text: `with here as (
               select a.id, a.account_id, a.status from agent a
               where a.account_id = any($1::bigint[]) and a.enabled and a.deleted_at is null
                 and a.status <> 'invisible'
                 and exists (select from lease l
                   where l.kind = 'agent' and l.subject = a.id::text and l.held_until > $2)
             ), departments as (
               select d.account_id, d.id, d.name, ${STATUS} as status
               from department d
                 left join department_member m on m.department_id = d.id
                 left join here on here.id = m.agent_id
               where d.account_id = any($1::bigint[]) and d.enabled and d.deleted_at is null
               group by d.id
             )
             select i.id as "accountId",
               (select ${STATUS} from here where here.account_id = i.id) as status,
               (select json_agg(json_build_object('departmentId', d.id, 'name', d.name, 'status', d.status)
                  order by d.id) from departments d where d.account_id = i.id) as departments
             from unnest($1::bigint[]) as i(id)`,
      values: [accountIds, this.#now() - RELOAD_MS],
    });
    return rows;
  }
}

/** Anybody online, else anybody away, else nobody. */
const STATUS = `case when bool_or(here.status = 'online') then 'online'
  when bool_or(here.status = 'away') then 'away' else 'offline' end`;
