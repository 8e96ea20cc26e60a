import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "../platform/sql/database.ts";
import type { DepartmentExtras } from "./tables.ts";

export type Department = Readonly<{
  departmentId: DepartmentId;
  name: string;
  description: string;
  enabled: boolean;
}>;

/** `members`: by ascending id, disabled agents included. */
export type DepartmentWithMembers = Department &
  Readonly<{ extras: DepartmentExtras }> & { members: AgentId[] };

type Db = Kysely<Tables>;
type Tx = Transaction<Tables>;

/** [SE3] Every department that is not deleted, disabled ones included. */
function departments(db: Db, accountId: AccountId) {
  return db
    .selectFrom("department")
    .select([
      "department.id as departmentId",
      "department.name",
      "department.description",
      "department.enabled",
      "department.settings as extras",
      members.as("members"),
    ])
    .where("department.account_id", "=", accountId)
    .where("department.deleted_at", "is", null);
}

const members = sql<AgentId[]>`array(
  select m.agent_id from department_member m where m.department_id = department.id order by m.agent_id)`;

export function listDepartments(db: Db, accountId: AccountId): Promise<Department[]> {
  return db
    .selectFrom("department")
    .select(["id as departmentId", "name", "description", "enabled"])
    .where("account_id", "=", accountId)
    .where("deleted_at", "is", null)
    .orderBy("id")
    .execute();
}

/** By ascending ids. */
export function listWithMembers(db: Db, accountId: AccountId): Promise<DepartmentWithMembers[]> {
  return departments(db, accountId).orderBy("department.id").execute();
}

/** [VI7] Another account's department is not there. */
export function findDepartment(
  db: Db,
  accountId: AccountId,
  departmentId: number,
): Promise<DepartmentWithMembers | undefined> {
  return departments(db, accountId).where(sql<boolean>`department.id = ${departmentId}`).executeTakeFirst();
}

/** Upper and lower case are one name [SE2]. */
export function findDepartmentByName(
  db: Db,
  accountId: AccountId,
  name: string,
): Promise<DepartmentWithMembers | undefined> {
  return departments(db, accountId)
    .where(sql<boolean>`lower(department.name) = lower(${name})`)
    .executeTakeFirst();
}

/** [VI7] Another account's department has no members, like one that does not exist. */
export async function membersOf(
  db: Db,
  accountId: AccountId,
  departmentId: DepartmentId,
): Promise<AgentId[]> {
  return (await findDepartment(db, accountId, departmentId))?.members ?? [];
}

/** Those of `ids` that are this account's agents. */
export async function ownAgents(db: Db, accountId: AccountId, ids: readonly number[]): Promise<AgentId[]> {
  const { rows } = await sql<{ id: AgentId }>`
    select id from agent
    where account_id = ${accountId} and deleted_at is null and id = any(${ids}::bigint[])`.execute(db);
  return rows.map(({ id }) => id);
}

export type DepartmentFields = Readonly<{
  name: string;
  description: string;
  enabled: boolean;
  extras: DepartmentExtras;
}>;

export async function insertDepartment(
  tx: Tx,
  accountId: AccountId,
  fields: DepartmentFields,
): Promise<DepartmentId> {
  const { id } = await tx
    .insertInto("department")
    .values({ account_id: accountId, ...columnsOf(fields) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateDepartment(
  tx: Tx,
  departmentId: DepartmentId,
  fields: DepartmentFields,
): Promise<void> {
  await tx.updateTable("department").set(columnsOf(fields)).where("id", "=", departmentId).execute();
}

function columnsOf({ name, description, enabled, extras }: DepartmentFields) {
  return { name, description, enabled, settings: extras };
}

export async function setMembers(
  tx: Tx,
  departmentId: DepartmentId,
  agentIds: readonly AgentId[],
): Promise<void> {
  await tx.deleteFrom("department_member").where("department_id", "=", departmentId).execute();
  if (agentIds.length === 0) return;
  const rows = agentIds.map((id) => ({ department_id: departmentId, agent_id: id }));
  await tx.insertInto("department_member").values(rows).execute();
}

export async function deleteDepartment(tx: Tx, departmentId: DepartmentId): Promise<void> {
  await setMembers(tx, departmentId, []);
  await tx.updateTable("department").set({ deleted_at: sql`now()` }).where("id", "=", departmentId).execute();
}
