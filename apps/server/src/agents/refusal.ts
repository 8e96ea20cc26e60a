import { HttpRefusal, notFound } from "../platform/http/refusal.ts";
import type { AgentRefusal, Managed } from "./manage.ts";
import type { Agent } from "./store.ts";

/** The agent that was made, changed or removed; throws what spoke against it. */
export function managedAgent(managed: Managed): Agent {
  if (managed.kind === "refused") throw refusalOf(managed.refusal);
  return managed.after;
}

export function forbidden(reason: "administrators-only" | "owners-only"): HttpRefusal {
  const message =
    reason === "owners-only"
      ? "Only an owner may make, change or delete an owner. Ask one of them."
      : "Only owners and administrators may do this. Ask one of them.";
  return new HttpRefusal("forbidden", message, { reason });
}

function refusalOf(reason: AgentRefusal): HttpRefusal {
  switch (reason) {
    case "not-found":
      return notFound("agent");
    case "administrators-only":
    case "owners-only":
      return forbidden(reason);
    case "last-owner":
      return new HttpRefusal("conflict", "This is the last owner. Make another agent an owner first.", {
        reason,
      });
    case "email-taken":
      return new HttpRefusal("conflict", "email: is another agent's already. Use a different one.", {
        field: "email",
        reason,
      });
    case "shared-person":
      return new HttpRefusal(
        "conflict",
        "This agent works for another account too. Only they themselves can change their e-mail and password.",
        { reason },
      );
    case "unknown-department":
      return new HttpRefusal("invalid", "departments: must be ids of this account's departments.", {
        field: "departments",
        reason,
      });
    default:
      return reason satisfies never;
  }
}
