import type { EpochMs } from "../ids.ts";

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
  | { reason: "nothing-to-do" };

export type Decision<Event> = { ok: true; events: Event[] } | { ok: false; refusal: Refusal };

export function accept<Event>(...events: Event[]): Decision<Event> {
  return { ok: true, events };
}

export function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
