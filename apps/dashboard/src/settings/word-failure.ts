import type { HttpFailure } from "../ui/ask.ts";
import type { Words } from "../words/en.ts";

/** What was refused, and what to do next. */
export function wordFailure(words: Words, { code, reason }: HttpFailure): string {
  if (reason) return words.managementRefusals[reason];
  return code === "not-found" ? words.settingsRoom.notThereHint : words.httpErrors[code](null);
}
