import type { ApiDepartment, ApiDepartmentChanges, ApiNewDepartment } from "@causerie/protocol";
import type {
  DepartmentChanges,
  DepartmentExtras,
  DepartmentWithMembers,
  NewDepartment,
} from "../departments/index.ts";

/** A department as the API shows it, in the shape of Zendesk Chat’s REST API v2. */
export function apiDepartment(department: DepartmentWithMembers): ApiDepartment {
  const { departmentId, name, description, enabled, members, extras } = department;
  return {
    id: departmentId,
    name,
    description,
    enabled,
    members: [...members],
    settings: {
      chat_enabled: enabled,
      support_group_id: extras.supportGroupId ?? 0,
      solved_ticket_reassignment_strategy: extras.reassignmentStrategy ?? "",
    },
  };
}

export function newDepartmentOf(body: ApiNewDepartment): NewDepartment {
  return {
    name: body.name.trim(),
    description: body.description?.trim() ?? "",
    enabled: isEnabled(body, true),
    members: body.members ?? [],
    extras: extrasOf(body),
  };
}

export function departmentChangesOf(
  body: ApiDepartmentChanges,
  before: DepartmentWithMembers,
): DepartmentChanges {
  return {
    name: body.name?.trim(),
    description: body.description?.trim(),
    enabled: isEnabled(body, before.enabled),
    members: body.members,
    extras: extrasOf(body),
  };
}

/** One switch under two names: a client that read the whole resource changes one of them and sends both. */
function isEnabled({ enabled, settings }: ApiDepartmentChanges, before: boolean): boolean {
  const isChanged = [enabled, settings?.chat_enabled].includes(!before);
  return isChanged ? !before : before;
}

function extrasOf({ settings }: ApiDepartmentChanges): DepartmentExtras {
  const supportGroupId = settings?.support_group_id;
  const reassignmentStrategy = settings?.solved_ticket_reassignment_strategy;
  return {
    ...(supportGroupId !== undefined && { supportGroupId }),
    ...(reassignmentStrategy !== undefined && { reassignmentStrategy }),
  };
}
