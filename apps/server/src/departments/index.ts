import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import type { Database } from "../platform/sql/database.ts";
import {
  type Department,
  type DepartmentWithMembers,
  listDepartments,
  listWithMembers,
  membersOf,
} from "./store.ts";

export type { Department, DepartmentWithMembers } from "./store.ts";

export type Departments = Readonly<{
  list: (accountId: AccountId) => Promise<Department[]>;
  listWithMembers: (accountId: AccountId) => Promise<DepartmentWithMembers[]>;
  membersOf: (accountId: AccountId, departmentId: DepartmentId) => Promise<AgentId[]>;
}>;

export function createDepartments({ database }: Readonly<{ database: Database }>): Departments {
  return {
    list: (accountId) => listDepartments(database, accountId),
    listWithMembers: (accountId) => listWithMembers(database, accountId),
    membersOf: (accountId, departmentId) => membersOf(database, accountId, departmentId),
  };
}
