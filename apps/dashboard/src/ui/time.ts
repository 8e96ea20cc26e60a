import { numberFormat } from "./number.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 0:42, 12:05, 1:02:33, then days, as a watch shows it. A clock that runs ahead never shows less than nothing. */
export function elapsed(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (ms >= DAY)
    return numberFormat(locale, { style: "unit", unit: "day", unitDisplay: "short" }).format(
      Math.floor(ms / DAY),
    );
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

/** "3 minutes ago" */
export function ago(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const ms = Math.max(0, now - at);
  if (ms < MINUTE) return format.format(0, "second");
  if (ms < HOUR) return format.format(-Math.floor(ms / MINUTE), "minute");
  if (ms < DAY) return format.format(-Math.floor(ms / HOUR), "hour");
  return format.format(-Math.floor(ms / DAY), "day");
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

export function timeOfDay(at: number, locale: string): string {
  return dateFormat(locale, { timeStyle: "short" }).format(at);
}

export function dateAndTime(at: number, locale: string): string {
  return dateFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** The exact time, for the tooltip of a relative one. */
export function exact(at: number, locale: string): string {
  return dateFormat(locale, { dateStyle: "full", timeStyle: "medium" }).format(at);
}

export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

export function dayName(
  at: number,
  now: number,
  words: { locale: string; today: string; yesterday: string },
): string {
  if (isSameDay(at, now)) return words.today;
  if (isSameDay(at, yesterdayOf(now))) return words.yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : ({ year: "numeric" } as const);
  return dateFormat(words.locale, { weekday: "long", day: "numeric", month: "long", ...year }).format(at);
}

/** By the calendar: 24 hours before is not yesterday when the clocks change. */
function yesterdayOf(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() - 1);
  return date.getTime();
}
