import type { AgentId, DepartmentId } from "../ids.ts";

/** Those in which somebody could take a request: enabled, with an enabled member; and these. */
export type ServingDepartments = ReadonlyMap<DepartmentId, ReadonlySet<AgentId>>;
export type Request = { departmentId: DepartmentId | null; excluded: readonly AgentId[] };

/** [QU5] [TR4] Whether the queue offers it to this agent. Opening it by hand is everybody's right. */
export function isOfferedTo(agentId: AgentId, request: Request, departments: ServingDepartments): boolean {
  return concerns(agentId, request, departments) && !request.excluded.includes(agentId);
}

/** A request of a department where nobody could take it is everybody's: else nobody would ever see it. */
export function concerns(
  agentId: AgentId,
  { departmentId }: Pick<Request, "departmentId">,
  departments: ServingDepartments,
): boolean {
  const members = departmentId === null ? undefined : departments.get(departmentId);
  return members === undefined || members.has(agentId);
}

/** [TR6] Whether anybody whom the queue offers it is online. */
export function hasTaker(
  request: Request,
  departments: ServingDepartments,
  online: ReadonlySet<AgentId>,
): boolean {
  // Mostly the first one is: no copy of a thousand to find them.
  for (const agentId of online) if (isOfferedTo(agentId, request, departments)) return true;
  return false;
}
