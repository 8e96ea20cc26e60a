import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import type { Database } from "../platform/sql/database.ts";
import type {} from "./tables.ts";

export type Department = Readonly<{
  departmentId: DepartmentId;
  name: string;
  description: string;
  enabled: boolean;
}>;

export function listDepartments(database: Database, accountId: AccountId): Promise<Department[]> {
  return database
    .selectFrom("department")
    .select(["id as departmentId", "name", "description", "enabled"])
    .where("account_id", "=", accountId)
    .orderBy("id")
    .execute();
}

export type DepartmentWithMembers = Department & { members: AgentId[] };

/** By ascending ids. */
export async function listWithMembers(
  database: Database,
  accountId: AccountId,
): Promise<DepartmentWithMembers[]> {
  const [departments, members] = await Promise.all([
    listDepartments(database, accountId),
    database
      .selectFrom("department_member")
      .innerJoin("department", "department.id", "department_member.department_id")
      .select(["department.id as departmentId", "department_member.agent_id as agentId"])
      .where("department.account_id", "=", accountId)
      .orderBy("department_member.agent_id")
      .execute(),
  ]);
  return departments.map((department) => ({
    ...department,
    members: members
      .filter(({ departmentId }) => departmentId === department.departmentId)
      .map(({ agentId }) => agentId),
  }));
}

/** [VI7] Another account's department has no members, like one that does not exist. */
export async function membersOf(
  database: Database,
  accountId: AccountId,
  departmentId: DepartmentId,
): Promise<AgentId[]> {
  const rows = await database
    .selectFrom("department_member")
    .innerJoin("department", "department.id", "department_member.department_id")
    .select("department_member.agent_id as agentId")
    .where("department.account_id", "=", accountId)
    .where("department.id", "=", departmentId)
    .orderBy("department_member.agent_id")
    .execute();
  return rows.map(({ agentId }) => agentId);
}
