/** Past this many, the oldest go. */
const MOST = 10_000;

export type Remembered<Value> = Readonly<{
  /** What is remembered of `key`, or what `find` says. Those who ask at once share one `find`. */
  get: (key: string, find: () => Promise<Value>) => Promise<Value>;
  forget: (matches: (value: Value) => boolean) => void;
}>;

type Options<Value> = Readonly<{
  forMs: number;
  now: () => number;
  /** The other answers are looked up each time. */
  isKept: (value: Value) => boolean;
}>;

type Entry<Value> = { answer: Promise<Value>; value: Value | undefined; until: number };

/** Keeps the answers of a look-up for a short while. */
export function createRemembered<Value>({ forMs, now, isKept }: Options<Value>): Remembered<Value> {
  const entries = new Map<string, Entry<Value>>();

  function remember(key: string, answer: Promise<Value>): Promise<Value> {
    const entry: Entry<Value> = { answer, value: undefined, until: now() + forMs };
    const drop = () => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > MOST) dropOldest(entries);
    answer.then((value) => {
      entry.value = value;
      if (!isKept(value)) drop();
    }, drop);
    return answer;
  }

  return {
    get: (key, find) => {
      const known = entries.get(key);
      return known && known.until > now() ? known.answer : remember(key, find());
    },
    forget: (matches) => {
      // A look-up under way may have read what is being revoked: it answers those who wait, and is not kept.
      for (const [key, { value }] of entries) if (value === undefined || matches(value)) entries.delete(key);
    },
  };
}

function dropOldest(entries: Map<string, unknown>): void {
  const [oldest] = entries.keys();
  if (oldest !== undefined) entries.delete(oldest);
}
