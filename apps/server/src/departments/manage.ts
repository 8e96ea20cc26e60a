import type { AgentId, DepartmentId } from "@causerie/domain";
import type { Transaction } from "kysely";
import { lockAccount } from "../accounts/index.ts";
import type { Agent } from "../agents/index.ts";
import type { Database, Tables } from "../platform/sql/database.ts";
import {
  type DepartmentFields,
  type DepartmentWithMembers,
  deleteDepartment,
  findDepartment,
  findDepartmentByName,
  insertDepartment,
  ownAgents,
  setMembers,
  updateDepartment,
} from "./store.ts";

export type NewDepartment = DepartmentFields & Readonly<{ members: readonly number[] }>;

/** Absent: stays as it is. */
export type DepartmentChanges = Readonly<{ [Key in keyof NewDepartment]?: NewDepartment[Key] | undefined }>;

export type DepartmentRefusal =
  /** No such department in the caller's account [VI7]. */
  | "not-found"
  /** [SE1] */
  | "administrators-only"
  /** [SE2] */
  | "name-taken"
  | "unknown-agent";

export type ManagedDepartment = { kind: "done"; department: DepartmentWithMembers } | Refused;
type Refused = { kind: "refused"; refusal: DepartmentRefusal };
type Tx = Transaction<Tables>;

export function createDepartment(
  database: Database,
  by: Agent,
  fresh: NewDepartment,
): Promise<ManagedDepartment> {
  return manage(database, by, async (tx) => {
    const members = await membersToBe(tx, by, fresh.members);
    if (!members) return refused("unknown-agent");
    if (await findDepartmentByName(tx, by.accountId, fresh.name)) return refused("name-taken");
    const departmentId = await insertDepartment(tx, by.accountId, fresh);
    await setMembers(tx, departmentId, members);
    return done(tx, by, departmentId);
  });
}

export function changeDepartment(
  database: Database,
  by: Agent,
  departmentId: number,
  changes: DepartmentChanges,
): Promise<ManagedDepartment> {
  return manage(database, by, async (tx) => {
    const before = await findDepartment(tx, by.accountId, departmentId);
    if (!before) return refused("not-found");
    const members = changes.members && (await membersToBe(tx, by, changes.members));
    if (members === null) return refused("unknown-agent");
    const fields = changed(before, changes);
    const namesake = await findDepartmentByName(tx, by.accountId, fields.name);
    if (namesake && namesake.departmentId !== before.departmentId) return refused("name-taken");
    await updateDepartment(tx, before.departmentId, fields);
    if (members) await setMembers(tx, before.departmentId, members);
    return done(tx, by, before.departmentId);
  });
}

/** [SE3] */
export function removeDepartment(
  database: Database,
  by: Agent,
  departmentId: number,
): Promise<ManagedDepartment> {
  return manage(database, by, async (tx) => {
    const department = await findDepartment(tx, by.accountId, departmentId);
    if (!department) return refused("not-found");
    await deleteDepartment(tx, department.departmentId);
    return { kind: "done", department };
  });
}

/** One at a time in an account, so that no two of a name are made at once. */
async function manage(
  database: Database,
  by: Agent,
  act: (tx: Tx) => Promise<ManagedDepartment>,
): Promise<ManagedDepartment> {
  if (by.role === "agent") return refused("administrators-only");
  return database.transaction().execute(async (tx) => {
    await lockAccount(tx, by.accountId);
    return act(tx);
  });
}

/** Null: not all of them are this account's agents. */
async function membersToBe(tx: Tx, by: Agent, wanted: readonly number[]): Promise<AgentId[] | null> {
  const own = await ownAgents(tx, by.accountId, wanted);
  return wanted.every((id) => own.some((agentId) => agentId === id)) ? own : null;
}

function changed(before: DepartmentWithMembers, changes: DepartmentChanges): DepartmentFields {
  return {
    name: changes.name ?? before.name,
    description: changes.description ?? before.description,
    enabled: changes.enabled ?? before.enabled,
    extras: { ...before.extras, ...changes.extras },
  };
}

async function done(tx: Tx, by: Agent, departmentId: DepartmentId): Promise<ManagedDepartment> {
  const department = await findDepartment(tx, by.accountId, departmentId);
  return department ? { kind: "done", department } : refused("not-found");
}

function refused(refusal: DepartmentRefusal): Refused {
  return { kind: "refused", refusal };
}
