import type { Speech } from "../words/language.ts";

const DAY_MS = 86_400_000;

/** "10:42" */
export function timeText({ locale }: Speech, at: number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(at);
}

/** "Today", "Yesterday", else the date, with its year where it is another one. */
export function dayText({ locale, words }: Speech, at: number, now: number): string {
  const day = new Date(at).toDateString();
  if (day === new Date(now).toDateString()) return words.today;
  if (day === new Date(now - DAY_MS).toDateString()) return words.yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const format: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(locale, sameYear ? format : { ...format, year: "numeric" }).format(at);
}
