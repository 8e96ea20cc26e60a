import { useWords } from "../words/Words.tsx";
import { useNow } from "./clock.ts";
import { ago, elapsed, exact } from "./time.ts";

/** Renders itself once a second, and nothing around it. */
export function Elapsed({ since }: { since: number }) {
  const { locale } = useWords();
  return (
    <time className="figures" dateTime={new Date(since).toISOString()} title={exact(since, locale)}>
      {elapsed(useNow() - since, locale)}
    </time>
  );
}

export function Ago({ at }: { at: number }) {
  const { locale } = useWords();
  return (
    <time className="figures" dateTime={new Date(at).toISOString()} title={exact(at, locale)}>
      {ago(at, useNow(), locale)}
    </time>
  );
}
