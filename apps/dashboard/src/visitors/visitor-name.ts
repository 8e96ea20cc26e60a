import type { Words } from "../words/en.ts";

/** The visitor's own name, or *Visitor 12345678* until it is known. */
export function visitorName(words: Words, { name, number }: { name: string | null; number: number }): string {
  return name ?? words.visitorName(number);
}
