import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import type { Logger } from "pino";
import type { Agent } from "../agents/index.ts";
import { createListeners } from "../platform/listeners.ts";
import type { Database } from "../platform/sql/database.ts";
import {
  changeDepartment,
  createDepartment,
  type DepartmentChanges,
  type ManagedDepartment,
  type NewDepartment,
  removeDepartment,
} from "./manage.ts";
import {
  type Department,
  type DepartmentWithMembers,
  findDepartment,
  findDepartmentByName,
  listDepartments,
  listWithMembers,
  membersOf,
} from "./store.ts";

export type Departments = Readonly<{
  /** By ascending id, disabled ones included. */
  list: (accountId: AccountId) => Promise<Department[]>;
  listWithMembers: (accountId: AccountId) => Promise<DepartmentWithMembers[]>;
  membersOf: (accountId: AccountId, departmentId: DepartmentId) => Promise<AgentId[]>;
  byId: (accountId: AccountId, departmentId: number) => Promise<DepartmentWithMembers | null>;
  /** In whatever case. */
  byName: (accountId: AccountId, name: string) => Promise<DepartmentWithMembers | null>;
  create: (by: Agent, fresh: NewDepartment) => Promise<ManagedDepartment>;
  change: (by: Agent, departmentId: number, changes: DepartmentChanges) => Promise<ManagedDepartment>;
  remove: (by: Agent, departmentId: number) => Promise<ManagedDepartment>;
  /** Called on this node, after the commit. */
  onChanged: (listener: (accountId: AccountId) => void) => void;
}>;

type Deps = Readonly<{ database: Database; log: Logger }>;

export function createDepartments({ database, log }: Deps): Departments {
  const changed = createListeners<AccountId>("onChanged", log);
  const managed = (by: Agent, outcome: ManagedDepartment): ManagedDepartment => {
    if (outcome.kind === "done") changed.tell(by.accountId);
    return outcome;
  };
  return {
    list: (accountId) => listDepartments(database, accountId),
    listWithMembers: (accountId) => listWithMembers(database, accountId),
    membersOf: (accountId, departmentId) => membersOf(database, accountId, departmentId),
    byId: async (accountId, departmentId) =>
      (await findDepartment(database, accountId, departmentId)) ?? null,
    byName: async (accountId, name) => (await findDepartmentByName(database, accountId, name)) ?? null,
    create: async (by, fresh) => managed(by, await createDepartment(database, by, fresh)),
    change: async (by, departmentId, changes) =>
      managed(by, await changeDepartment(database, by, departmentId, changes)),
    remove: async (by, departmentId) => managed(by, await removeDepartment(database, by, departmentId)),
    onChanged: changed.add,
  };
}
