import type { RefusalOfCommand } from "@causerie/client";
import type { Plural } from "./en.ts";
import type { Speech } from "./language.ts";

/** Puts the count, written as the language writes it, into the form that it asks for. */
export function counted({ locale }: Pick<Speech, "locale">, plural: Plural, count: number): string {
  const form = plural[new Intl.PluralRules(locale).select(count)] ?? plural.other;
  return form.replace("{count}", new Intl.NumberFormat(locale).format(count));
}

/** What stands before and after the name: it is shown isolated, so that its writing direction stays its own. */
export function aroundName(sentence: string): [before: string, after: string] {
  const [before = "", after = ""] = sentence.split("{name}");
  return [before, after];
}

export function refusalText({ words, locale }: Speech, refusal: RefusalOfCommand): string {
  // What only agents can be refused is not worded here.
  const refusals: Partial<Record<RefusalOfCommand["reason"], string>> = words.refusals;
  const text = refusals[refusal.reason] ?? words.refusals.defect;
  if (refusal.reason !== "message-too-long" && refusal.reason !== "detail-too-long") return text;
  return text.replace("{count}", new Intl.NumberFormat(locale).format(refusal.maxLength));
}
