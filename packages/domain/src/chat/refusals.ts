import type { EpochMs } from "../ids.ts";
import type { ContactField } from "./events.ts";

/** Why a command changes nothing [CH16]. Closed: every reader words each of them. */
export type Refusal =
  | { reason: "already-open" }
  | { reason: "already-served"; by: string[] }
  | { reason: "not-waiting" }
  | { reason: "none-left" }
  | { reason: "not-in-chat" }
  | { reason: "no-chat" }
  | { reason: "chat-ended" }
  | { reason: "message-empty" }
  | { reason: "message-too-long"; maxLength: number }
  | { reason: "not-due"; dueAt: EpochMs }
  | { reason: "nothing-to-do" }
  | { reason: "department-unavailable" }
  | { reason: "only-online-agent" }
  /** `mayGoOn`: asked again with `evenIfOffline`, it is done. */
  | { reason: "department-offline"; mayGoOn: boolean }
  | { reason: "unknown-agent" }
  | { reason: "agent-is-you" }
  | { reason: "agent-offline"; name: string }
  | { reason: "agent-already-in"; name: string }
  | { reason: "agent-already-invited"; name: string }
  | { reason: "not-invited" }
  | { reason: "rating-off" }
  | { reason: "not-served-yet" }
  | { reason: "not-rated" }
  | { reason: "bad-tag"; maxLength: number }
  | { reason: "file-not-found" }
  /** `current`: of those fields that were changed by somebody else meanwhile; empty is nothing there. */
  | { reason: "details-changed"; current: { [Field in ContactField]?: string } }
  | { reason: "bad-email" }
  | { reason: "detail-too-long"; field: ContactField; maxLength: number };

export type Decision<Event> = { ok: true; events: Event[] } | { ok: false; refusal: Refusal };

export function accept<Event>(...events: Event[]): Decision<Event> {
  return { ok: true, events };
}

export function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
