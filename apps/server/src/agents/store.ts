import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import type { AgentRole, AgentStatus, IdleTimeout } from "@causerie/protocol";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "../platform/sql/database.ts";
import type {} from "./tables.ts";

export type Agent = Readonly<{
  agentId: AgentId;
  accountId: AccountId;
  personId: string;
  displayName: string;
  firstName: string;
  lastName: string;
  /** For colleagues only: visitors never see it. */
  email: string;
  role: AgentRole;
  enabled: boolean;
  status: AgentStatus;
  idleTimeout: IdleTimeout | null;
  departmentIds: readonly DepartmentId[];
  createdAt: Date;
  lastLoginAt: Date | null;
  loginCount: number;
}>;

/** Both inclusive, as Zendesk Chat has them. */
export type AgentRange = Readonly<{ sinceId?: number; maxId?: number; limit?: number }>;

type Db = Kysely<Tables>;
type Tx = Transaction<Tables>;

/** Every agent that is not deleted, disabled ones included. */
function agents(db: Db) {
  return db
    .selectFrom("agent")
    .innerJoin("person", "person.id", "agent.person_id")
    .select([
      "agent.id as agentId",
      "agent.account_id as accountId",
      "person.id as personId",
      "agent.display_name as displayName",
      "agent.first_name as firstName",
      "agent.last_name as lastName",
      "person.email",
      "agent.role",
      "agent.enabled",
      "agent.status",
      "agent.idle_timeout as idleTimeout",
      "agent.created_at as createdAt",
      "agent.last_login_at as lastLoginAt",
      "agent.login_count as loginCount",
      departmentIds.as("departmentIds"),
    ])
    .where("agent.deleted_at", "is", null);
}

const departmentIds = sql<DepartmentId[]>`array(
  select m.department_id from department_member m where m.agent_id = agent.id order by m.department_id)`;

/** [VI7] Another account's agent is not there. */
export function findAgent(db: Db, accountId: AccountId, agentId: number): Promise<Agent | undefined> {
  return agents(db)
    .where("agent.account_id", "=", accountId)
    .where(sql<boolean>`agent.id = ${agentId}`)
    .executeTakeFirst();
}

export function findAgentByEmail(db: Db, accountId: AccountId, email: string): Promise<Agent | undefined> {
  return agents(db)
    .where("agent.account_id", "=", accountId)
    .where("person.email", "=", email)
    .executeTakeFirst();
}

/** The first account that lets this person in. */
export function findAgentOfPerson(db: Db, personId: string): Promise<Agent | undefined> {
  return agents(db)
    .where("agent.person_id", "=", personId)
    .where("agent.enabled", "=", true)
    .orderBy("agent.id")
    .limit(1)
    .executeTakeFirst();
}

/** Every membership of a person, disabled ones included. */
export function agentsOfPerson(db: Db, personId: string): Promise<Agent[]> {
  return agents(db).where("agent.person_id", "=", personId).execute();
}

/** Ascending ids; with `maxId` alone the last `limit` of them. */
export async function listAgents(db: Db, accountId: AccountId, range: AgentRange): Promise<Agent[]> {
  const { sinceId, maxId, limit } = range;
  const isBackward = maxId !== undefined && sinceId === undefined;
  let query = agents(db).where("agent.account_id", "=", accountId);
  if (sinceId !== undefined) query = query.where(sql<boolean>`agent.id >= ${sinceId}`);
  if (maxId !== undefined) query = query.where(sql<boolean>`agent.id <= ${maxId}`);
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy("agent.id", isBackward ? "desc" : "asc").execute();
  return isBackward ? rows.reverse() : rows;
}

/** One that is open: whose, and by which sign-in; null where there is none. */
export type Dashboard = { agentId: number; sessionId: string | null };

export async function withoutAccess(db: Db, dashboards: readonly Dashboard[]): Promise<Dashboard[]> {
  if (dashboards.length === 0) return [];
  const { rows } = await sql<Dashboard>`
    select i.agent_id as "agentId", i.session_id as "sessionId"
    from unnest(${dashboards.map(({ agentId }) => agentId)}::bigint[],
                ${dashboards.map(({ sessionId }) => sessionId)}::text[]) as i(agent_id, session_id)
    where not exists (select from agent a where a.id = i.agent_id and a.enabled and a.deleted_at is null)
       or i.session_id is not null and not exists (select from sign_in_session s where s.id = i.session_id)
  `.execute(db);
  return rows;
}

export async function hasOwner(db: Db): Promise<boolean> {
  const owner = db
    .selectFrom("agent")
    .select("id")
    .where("role", "=", "owner")
    .where("deleted_at", "is", null);
  return (await owner.limit(1).executeTakeFirst()) !== undefined;
}

/** Locked in the order of their ids, so that two who each remove the other wait for one another. */
export async function lockEnabledOwners(tx: Tx, accountId: AccountId): Promise<AgentId[]> {
  const rows = await tx
    .selectFrom("agent")
    .select("id")
    .where("account_id", "=", accountId)
    .where("role", "=", "owner")
    .where("enabled", "=", true)
    .where("deleted_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export type AgentFields = Readonly<{
  displayName: string;
  firstName: string;
  lastName: string;
  role: AgentRole;
  enabled: boolean;
}>;

export async function insertAgent(
  tx: Tx,
  owner: Readonly<{ accountId: AccountId; personId: string }>,
  fields: AgentFields,
): Promise<AgentId> {
  const { id } = await tx
    .insertInto("agent")
    .values({ account_id: owner.accountId, person_id: owner.personId, ...columnsOf(fields) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateAgent(tx: Tx, agentId: AgentId, fields: AgentFields): Promise<void> {
  await tx.updateTable("agent").set(columnsOf(fields)).where("id", "=", agentId).execute();
}

function columnsOf({ displayName, firstName, lastName, role, enabled }: AgentFields) {
  return { display_name: displayName, first_name: firstName, last_name: lastName, role, enabled };
}

/** Those of `ids` that are this account's departments. */
export async function ownDepartments(
  db: Db,
  accountId: AccountId,
  ids: readonly number[],
): Promise<DepartmentId[]> {
  const { rows } = await sql<{ id: DepartmentId }>`
    select id from department
    where account_id = ${accountId} and deleted_at is null and id = any(${ids}::bigint[])`.execute(db);
  return rows.map(({ id }) => id);
}

export async function setDepartments(
  tx: Tx,
  agentId: AgentId,
  departmentIds: readonly DepartmentId[],
): Promise<void> {
  await tx.deleteFrom("department_member").where("agent_id", "=", agentId).execute();
  if (departmentIds.length === 0) return;
  const rows = departmentIds.map((id) => ({ department_id: id, agent_id: agentId }));
  await tx.insertInto("department_member").values(rows).execute();
}

export async function setIdleTimeout(
  db: Db,
  accountId: AccountId,
  agentId: number,
  idleTimeout: IdleTimeout | null,
): Promise<void> {
  await db
    .updateTable("agent")
    .set({ idle_timeout: idleTimeout && sql`${JSON.stringify(idleTimeout)}::jsonb` })
    .where("account_id", "=", accountId)
    .where(sql<boolean>`id = ${agentId}`)
    .execute();
}

export async function setStatus(
  db: Db,
  accountId: AccountId,
  agentId: number,
  status: AgentStatus,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("agent")
    .set({ status })
    .where("account_id", "=", accountId)
    .where(sql<boolean>`id = ${agentId}`)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function countSignIn(db: Db, agentId: AgentId): Promise<void> {
  await db
    .updateTable("agent")
    .set({ last_login_at: sql`now()`, login_count: sql`login_count + 1` })
    .where("id", "=", agentId)
    .execute();
}

/** The person goes with the last membership, and with the person all sessions and the password. */
export async function deleteAgent(tx: Tx, { agentId, personId }: Agent): Promise<void> {
  // Against `findPersonToJoin`: who deletes the person waits for whoever just now makes them an agent elsewhere.
  await tx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
  await tx.updateTable("agent").set({ deleted_at: sql`now()` }).where("id", "=", agentId).execute();
  await tx.deleteFrom("department_member").where("agent_id", "=", agentId).execute();
  const others = await agentsOfPerson(tx, personId);
  if (others.length === 0) await tx.deleteFrom("person").where("id", "=", personId).execute();
}

/** The person with this e-mail, kept from being deleted until the transaction ends. */
export function findPersonToJoin(tx: Tx, email: string): Promise<{ id: string } | undefined> {
  return tx.selectFrom("person").select("id").where("email", "=", email).forKeyShare().executeTakeFirst();
}

export async function setEmail(tx: Tx, personId: string, email: string): Promise<void> {
  const changed = { email, email_verified: false, updated_at: new Date() };
  await tx.updateTable("person").set(changed).where("id", "=", personId).execute();
}
