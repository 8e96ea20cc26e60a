import { setTimeout as delay } from "node:timers/promises";

/** However many ask, and however often. */
const KEPT_MS = 10_000;
/** Whoever asks is answered within it, with what there is: a scrape is given up after 10 s by default. */
const LONGEST_WAIT_MS = 2_000;

/** A reading that costs something: made once for all who ask within some seconds. null: it could not be made in time. */
export function keptReading<T>(
  read: () => Promise<T>,
  nowMs: () => number = () => performance.now(),
): () => Promise<T | null> {
  let kept: { value: T; atMs: number } | null = null;
  let reading: Promise<T | null> | null = null;
  return async () => {
    if (kept && nowMs() - kept.atMs < KEPT_MS) return kept.value;
    // One that hangs is not asked again beside it.
    reading ??= read()
      .then((value) => {
        kept = { value, atMs: nowMs() };
        return value;
      })
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return Promise.race([reading, delay(LONGEST_WAIT_MS, null, { ref: false })]);
  };
}
