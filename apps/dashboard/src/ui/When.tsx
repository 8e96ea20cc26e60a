import { useWords } from "../words/Words.tsx";
import { useNow } from "./clock.ts";
import { ago, dateAndTime, exact } from "./time.ts";

const DAY_MS = 24 * 3_600_000;

/** "3 minutes ago" for a day, then the date. */
export function When({ at }: { at: number }) {
  const { locale } = useWords();
  const now = useNow();
  return (
    <time className="figures" dateTime={new Date(at).toISOString()} title={exact(at, locale)}>
      {now - at < DAY_MS ? ago(at, now, locale) : dateAndTime(at, locale)}
    </time>
  );
}
