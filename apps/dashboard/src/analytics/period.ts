/** `from`, `to`: calendar days as 2026-11-25, both in it; they belong to "custom" alone. */
export type PeriodSearch = {
  period?: "today" | "30d" | "custom" | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
export type PeriodName = NonNullable<PeriodSearch["period"]> | "7d";

/** As the server has it. */
export const MOST_DAYS = 366;

export function readPeriodSearch({ period, from, to }: Record<string, unknown>): PeriodSearch {
  if (period === "today" || period === "30d") return { period };
  if (period !== "custom") return {};
  return { period, ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
}

/** The first and the last day of the period; null while a custom one is not whole, or is none. */
export function daysOf(search: PeriodSearch, now: number): { first: string; last: string } | null {
  const today = dayOf(new Date(now));
  switch (search.period) {
    case "today":
      return { first: today, last: today };
    case undefined:
      return { first: addDays(today, -6), last: today };
    case "30d":
      return { first: addDays(today, -29), last: today };
    case "custom":
      return customDays(search);
  }
}

function customDays({ from, to }: PeriodSearch): { first: string; last: string } | null {
  if (from === undefined || to === undefined || from > to) return null;
  return addDays(from, MOST_DAYS - 1) >= to ? { first: from, last: to } : null;
}

/** Epoch ms, by the browser's clock and zone; `to` is the first moment after the last day. */
export function boundsOf({ first, last }: { first: string; last: string }): { from: number; to: number } {
  return { from: startOf(first), to: startOf(addDays(last, 1)) };
}

/** Every day from the first to the last. */
export function eachDay({ first, last }: { first: string; last: string }): string[] {
  const days = [first];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

export function addDays(day: string, count: number): string {
  const date = dateOf(day);
  date.setDate(date.getDate() + count);
  return dayOf(date);
}

/** Noon: there is one on every day, whatever the clocks do. */
export function dateOf(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

function startOf(day: string): number {
  const date = dateOf(day);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^[12]\d{3}-\d\d-\d\d$/.test(value)) return false;
  // The 31st of February is no day.
  const date = dateOf(value);
  return !Number.isNaN(date.getTime()) && dayOf(date) === value;
}
