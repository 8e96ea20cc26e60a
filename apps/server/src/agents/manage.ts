import type { AgentId } from "@causerie/domain";
import type { AgentRole } from "@causerie/protocol";
import type { Transaction } from "kysely";
import { lockAccount, plainEmail, type SignIn } from "../accounts/index.ts";
import type { Database, Tables } from "../platform/sql/database.ts";
import { errorCode } from "../platform/sql/error-code.ts";
import {
  type Agent,
  type AgentFields,
  agentsOfPerson,
  deleteAgent,
  findAgent,
  findAgentByEmail,
  findPersonToJoin,
  insertAgent,
  lockEnabledOwners,
  ownDepartments,
  setDepartments,
  setEmail,
  updateAgent,
} from "./store.ts";

export type NewAgent = Readonly<{
  email: string;
  /** 8 to 128 characters. Not used where the e-mail is a person's already: theirs stays. */
  password: string;
  displayName: string;
  firstName: string;
  lastName: string;
  role: AgentRole;
  enabled: boolean;
  departmentIds: readonly number[];
}>;

/** Absent: stays as it is. */
export type AgentChanges = Readonly<{ [Key in keyof NewAgent]?: NewAgent[Key] | undefined }>;

export type AgentRefusal =
  /** No such agent in the caller's account [VI7]. */
  | "not-found"
  /** Plain agents manage nobody. */
  | "administrators-only"
  /** Only owners make, change and delete owners. */
  | "owners-only"
  | "last-owner"
  | "email-taken"
  /** The person works for another account too: the e-mail and the password are theirs to change. */
  | "shared-person"
  | "unknown-department";

export type Managed = { kind: "done"; before: Agent | null; after: Agent } | Refused;
type Refused = { kind: "refused"; refusal: AgentRefusal };
type Tx = Transaction<Tables>;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const UNIQUE_VIOLATION = "23505";

type Deps = Readonly<{ database: Database; signIn: SignIn }>;

export async function createAgent({ database, signIn }: Deps, by: Agent, fresh: NewAgent): Promise<Managed> {
  const forbidden = authorise(by, [fresh.role]);
  if (forbidden) return forbidden;
  const passwordHash = await signIn.hashPassword(fresh.password);
  return inTransaction(database, by, async (tx) => {
    const departments = await ownDepartments(tx, by.accountId, fresh.departmentIds);
    if (!includesAll(departments, fresh.departmentIds)) return refused("unknown-department");
    const email = plainEmail(fresh.email);
    if (await findAgentByEmail(tx, by.accountId, email)) return refused("email-taken");
    const known = await findPersonToJoin(tx, email);
    const person = { name: fresh.displayName, email, passwordHash };
    const personId = known?.id ?? (await signIn.createPerson(tx, person));
    const agentId = await insertAgent(tx, { accountId: by.accountId, personId }, fresh);
    await setDepartments(tx, agentId, departments);
    return done(tx, by, null, agentId);
  });
}

export async function changeAgent(
  { database, signIn }: Deps,
  by: Agent,
  agentId: number,
  changes: AgentChanges,
): Promise<Managed> {
  const passwordHash = changes.password === undefined ? null : await signIn.hashPassword(changes.password);
  return inTransaction(database, by, async (tx) => {
    const before = await findAgent(tx, by.accountId, agentId);
    const refusal = await refuseChange(tx, by, before, changes);
    if (refusal || !before) return refusal ?? refused("not-found");
    const departments = await ownDepartments(tx, by.accountId, changes.departmentIds ?? []);
    if (!includesAll(departments, changes.departmentIds ?? [])) return refused("unknown-department");
    await updateAgent(tx, before.agentId, changed(before, changes));
    if (changes.departmentIds) await setDepartments(tx, before.agentId, departments);
    if (changes.email !== undefined) await setEmail(tx, before.personId, plainEmail(changes.email));
    if (passwordHash !== null) await signIn.setPassword(tx, before.personId, passwordHash);
    if (passwordHash !== null || changes.enabled === false) await signIn.revokePerson(tx, before.personId);
    return done(tx, by, before, before.agentId);
  });
}

export async function removeAgent({ database, signIn }: Deps, by: Agent, agentId: number): Promise<Managed> {
  return inTransaction(database, by, async (tx) => {
    const before = await findAgent(tx, by.accountId, agentId);
    const refusal = await refuseChange(tx, by, before, { enabled: false });
    if (refusal || !before) return refusal ?? refused("not-found");
    await signIn.revokePerson(tx, before.personId);
    await deleteAgent(tx, before);
    return { kind: "done", before, after: { ...before, enabled: false } };
  });
}

/** Null: nothing speaks against it. */
async function refuseChange(
  tx: Tx,
  by: Agent,
  target: Agent | undefined,
  changes: AgentChanges,
): Promise<Refused | null> {
  if (by.role === "agent") return refused("administrators-only");
  if (!target) return refused("not-found");
  const forbidden = authorise(by, [target.role, changes.role ?? target.role]);
  if (forbidden) return forbidden;
  if (await isLastOwnerLeaving(tx, target, changes)) return refused("last-owner");
  const isPersonal = changes.email !== undefined || changes.password !== undefined;
  if (isPersonal && by.personId !== target.personId && (await isShared(tx, target)))
    return refused("shared-person");
  return null;
}

function authorise(by: Agent, roles: readonly AgentRole[]): Refused | null {
  if (by.role === "agent") return refused("administrators-only");
  if (roles.includes("owner") && by.role !== "owner") return refused("owners-only");
  return null;
}

async function isLastOwnerLeaving(tx: Tx, target: Agent, { role, enabled }: AgentChanges): Promise<boolean> {
  const isLeaving = enabled === false || (role !== undefined && role !== "owner");
  if (target.role !== "owner" || !isLeaving) return false;
  const owners = await lockEnabledOwners(tx, target.accountId);
  return owners.every((agentId) => agentId === target.agentId);
}

async function isShared(tx: Tx, { personId }: Agent): Promise<boolean> {
  return (await agentsOfPerson(tx, personId)).length > 1;
}

function changed(before: Agent, changes: AgentChanges): AgentFields {
  return {
    displayName: changes.displayName ?? before.displayName,
    firstName: changes.firstName ?? before.firstName,
    lastName: changes.lastName ?? before.lastName,
    role: changes.role ?? before.role,
    enabled: changes.enabled ?? before.enabled,
  };
}

async function inTransaction(
  database: Database,
  by: Agent,
  run: (tx: Tx) => Promise<Managed>,
): Promise<Managed> {
  try {
    return await database.transaction().execute(async (tx) => {
      await lockAccount(tx, by.accountId);
      return run(tx);
    });
  } catch (error) {
    // Somebody else took the e-mail in between.
    if (errorCode(error) === UNIQUE_VIOLATION) return refused("email-taken");
    throw error;
  }
}

async function done(tx: Tx, by: Agent, before: Agent | null, agentId: AgentId): Promise<Managed> {
  const after = await findAgent(tx, by.accountId, agentId);
  return after ? { kind: "done", before, after } : refused("not-found");
}

function refused(refusal: AgentRefusal): Refused {
  return { kind: "refused", refusal };
}

function includesAll(found: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((id) => found.includes(id));
}
