import type { Ratings } from "@causerie/protocol";

/** Good of all; null where there is nothing to share. */
export function shareOf({ good, bad }: Ratings): number | null {
  return good + bad === 0 ? null : good / (good + bad);
}

/** "95 %": never 100 or 0 while one rating says otherwise. */
export function shareText(ratings: Ratings, locale: string): string {
  const share = shareOf(ratings);
  if (share === null) return "–";
  const percent = Math.round(share * 100);
  const honest = ratings.bad > 0 ? Math.min(percent, 99) : percent;
  const shown = ratings.good > 0 ? Math.max(honest, 1) : honest;
  return new Intl.NumberFormat(locale, { style: "percent" }).format(shown / 100);
}

/** One column of the trend. `days`: the first and the last that it stands for. */
export type Column = Ratings & { first: string; last: string };

/** More columns than this are too thin to tell apart. */
const MOST_COLUMNS = 62;

/** A column a day, or a week where the days are too many; days without ratings have an empty one. */
export function columnsOf(days: readonly string[], rated: readonly (Ratings & { day: string })[]): Column[] {
  const ratings = new Map(rated.map(({ day, good, bad }) => [day, { good, bad }]));
  const width = days.length > MOST_COLUMNS ? 7 : 1;
  const columns: Column[] = [];
  days.forEach((day, index) => {
    const { good, bad } = ratings.get(day) ?? { good: 0, bad: 0 };
    const last = columns.at(-1);
    if (index % width === 0 || !last) columns.push({ first: day, last: day, good, bad });
    else Object.assign(last, { last: day, good: last.good + good, bad: last.bad + bad });
  });
  return columns;
}
