import { HttpRefusal, notFound } from "../platform/http/refusal.ts";
import type { DepartmentRefusal, ManagedDepartment } from "./manage.ts";
import type { DepartmentWithMembers } from "./store.ts";

/** The department that was made, changed or deleted; throws what spoke against it. */
export function managedDepartment(managed: ManagedDepartment): DepartmentWithMembers {
  if (managed.kind === "refused") throw refusalOf(managed.refusal);
  return managed.department;
}

function refusalOf(reason: DepartmentRefusal): HttpRefusal {
  switch (reason) {
    case "not-found":
      return notFound("department");
    case "administrators-only":
      return new HttpRefusal("forbidden", "Only owners and administrators may do this. Ask one of them.", {
        reason,
      });
    case "name-taken":
      return new HttpRefusal("conflict", "name: is another department's already. Use a different one.", {
        field: "name",
        reason,
      });
    case "unknown-agent":
      return new HttpRefusal("invalid", "members: must be ids of this account's agents.", {
        field: "members",
        reason,
      });
    default:
      return reason satisfies never;
  }
}
