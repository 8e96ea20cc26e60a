import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import type { Database } from "../platform/sql/database.ts";
import { type Department, listDepartments, membersOf } from "./store.ts";

export type { Department } from "./store.ts";

export type Departments = Readonly<{
  list: (accountId: AccountId) => Promise<Department[]>;
  membersOf: (accountId: AccountId, departmentId: DepartmentId) => Promise<AgentId[]>;
}>;

export function createDepartments({ database }: Readonly<{ database: Database }>): Departments {
  return {
    list: (accountId) => listDepartments(database, accountId),
    membersOf: (accountId, departmentId) => membersOf(database, accountId, departmentId),
  };
}
