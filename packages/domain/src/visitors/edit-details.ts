import type { ContactDetails, ContactField } from "../chat/events.ts";
import type { Refusal } from "../chat/refusals.ts";
import { refuse } from "../chat/refusals.ts";

/** What is known of a visitor: their own details, and the notes that agents keep about them. Empty is null. */
export type Details = ContactDetails & { notes: string | null };

/** What whoever edits a field saw there, and what they want there; the empty text is nothing. */
export type DetailChange = { from: string; to: string };
export type DetailChanges = { [Field in ContactField]?: DetailChange };

export type Edited =
  | { ok: true; details: Details; changed: ContactField[] }
  | { ok: false; refusal: Refusal };

/** In characters (UTF-16 units); an e-mail as RFC 5321 has it. */
export const MAX_DETAIL_LENGTH: Readonly<Record<ContactField, number>> = {
  name: 200,
  email: 254,
  phone: 50,
  notes: 10_000,
};

export const CONTACT_FIELDS: readonly ContactField[] = ["name", "email", "phone", "notes"];

/** One at, something before it, and after it a name with a dot: what people mistype is found, what exists passes. */
const EMAIL = /^[^\s\p{Cc}@<>(),;:"[\]\\]+@[^\s\p{Cc}@<>(),;:"[\]\\.]+(\.[^\s\p{Cc}@<>(),;:"[\]\\.]+)+$/u;

/**
 * [DE1] Each field is compared with what the editor saw. Where it is another now, and not the wanted one either, nothing
 * at all is changed.
 */
export function editDetails(current: Details, changes: DetailChanges): Edited {
  const asked = CONTACT_FIELDS.flatMap((field) => {
    const change = changes[field];
    return change ? [{ field, from: tidy(field, change.from), to: tidy(field, change.to) }] : [];
  });
  for (const { field, to } of asked) {
    const fault = faultOf(field, to);
    if (fault) return refuse(fault);
  }
  const open = asked.filter(({ field, to }) => current[field] !== to);
  const conflicts = open.filter(({ field, from }) => current[field] !== from);
  if (conflicts.length > 0) {
    const there = conflicts.map(({ field }) => [field, current[field] ?? ""]);
    return refuse({ reason: "details-changed", current: Object.fromEntries(there) });
  }
  const values = Object.fromEntries(open.map(({ field, to }) => [field, to]));
  return { ok: true, details: { ...current, ...values }, changed: open.map(({ field }) => field) };
}

/** [DE6] What is wrong with a value, or null. */
export function faultOf(field: ContactField, value: string | null): Refusal | null {
  const maxLength = MAX_DETAIL_LENGTH[field];
  if (value === null) return null;
  if (value.length > maxLength) return { reason: "detail-too-long", field, maxLength };
  if (field === "email" && !EMAIL.test(value)) return { reason: "bad-email" };
  return null;
}

/** As it is kept: without what nobody sees; a line is one line. */
export function tidy(field: ContactField, text: string): string | null {
  // PostgreSQL keeps neither U+0000 nor half a character.
  const storable = text.replaceAll("\0", "").toWellFormed();
  const tidied = field === "notes" ? storable.trimEnd() : storable.replace(/\s+/gu, " ").trim();
  return tidied === "" ? null : tidied;
}

/**
 * [DE7] What the site says of who the visitor is. Only what it says anew counts: a page says the same at every view,
 * and what was edited since stands. What is no detail is left out.
 */
export function identify(
  current: Details,
  claimedBefore: SiteClaim,
  claim: SiteClaim,
): { details: Details; changed: ContactField[]; claimed: SiteClaim } {
  const news = OWN_FIELDS.flatMap((field) => {
    const value = tidy(field, claim[field] ?? "");
    return value === null || value === claimedBefore[field] || faultOf(field, value)
      ? []
      : [{ field, value }];
  });
  const values = Object.fromEntries(news.map(({ field, value }) => [field, value]));
  return {
    details: { ...current, ...values },
    changed: news.filter(({ field, value }) => current[field] !== value).map(({ field }) => field),
    claimed: { ...claimedBefore, ...values },
  };
}

/** Unverified. */
export type SiteClaim = { name?: string; email?: string; phone?: string };
const OWN_FIELDS = ["name", "email", "phone"] as const;
