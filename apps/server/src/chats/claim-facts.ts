import type { AccountId, AgentId, DepartmentFacts, DepartmentId, EpochMs } from "@causerie/domain";
import type { PoolClient } from "pg";
import { isHeld } from "./leases.ts";

/** Under the account's lock, so that nobody comes, goes or changes status between the look and the decision. */
export async function departmentFacts(
  client: PoolClient,
  accountId: AccountId,
  departmentId: DepartmentId,
  { now, mayBeOffline }: { now: EpochMs; mayBeOffline: boolean },
): Promise<DepartmentFacts | null> {
  const { rows } = await client.query<{ isEnabled: boolean; members: AgentId[]; online: AgentId[] }>({
    name: "department-facts",
    text: `select d.enabled as "isEnabled",
             array_agg(a.id) filter (where a.id is not null) as members,
             array_agg(a.id) filter (where a.status = 'online' and exists (
               select from lease l
               where l.kind = 'agent' and l.subject = a.id::text and l.held_until > $3)) as online
           from department d
             left join department_member m on m.department_id = d.id
             left join agent a on a.id = m.agent_id and a.enabled and a.deleted_at is null
           where d.account_id = $1 and d.id = $2 and d.deleted_at is null
           group by d.id`,
    values: [accountId, departmentId, now],
  });
  const [row] = rows;
  return row
    ? { isEnabled: row.isEnabled, members: row.members ?? [], online: row.online ?? [], mayBeOffline }
    : null;
}

export function isConnected(client: PoolClient, agentId: AgentId, now: EpochMs): Promise<boolean> {
  return isHeld(client, "agent", String(agentId), now);
}
