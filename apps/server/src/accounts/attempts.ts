import { isIPv6 } from "node:net";

/** Failures: few for one e-mail, more for an office of many people behind one address. */
const LIMITS = { perAddressAndSubject: 10, perAddress: 50 } as const;
const WINDOW_MS = 10 * 60_000;
/** Past this many, what has lapsed is forgotten, and then the oldest: memory stays bounded under a flood. */
const MOST_COUNTERS = 20_000;

export type TooMany = { kind: "too-many"; retryAfterSeconds: number };
/** Counts as failed until `succeeded` is called, so that many at once cannot slip through. */
export type Attempt = { kind: "allowed"; succeeded: () => void } | TooMany;

export type Attempts = Readonly<{
  /** `subject`: whose secret is being tried, as an e-mail in lower case. */
  begin: (address: string, subject: string) => Attempt;
  /** Whether `begin` would refuse, without counting. */
  refusal: (address: string, subject: string) => TooMany | null;
}>;

type Counter = { failures: number; readonly until: number };

/** Counts failed attempts in this process, in windows that begin with the first failure. */
export function createAttempts(now: () => number): Attempts {
  const counters = new Map<string, Counter>();

  const read = (key: string): Counter => {
    const known = counters.get(key);
    return known && known.until > now() ? known : { failures: 0, until: now() + WINDOW_MS };
  };

  const limitsOf = (address: string, subject: string) => {
    const source = networkOf(address);
    const both = `${source} ${subject}`;
    return [
      { key: both, counter: read(both), limit: LIMITS.perAddressAndSubject },
      { key: source, counter: read(source), limit: LIMITS.perAddress },
    ];
  };

  const refusal = (address: string, subject: string): TooMany | null => {
    const full = limitsOf(address, subject).filter(({ counter, limit }) => counter.failures >= limit);
    if (full.length === 0) return null;
    const until = Math.max(...full.map(({ counter }) => counter.until));
    return { kind: "too-many", retryAfterSeconds: Math.ceil((until - now()) / 1000) };
  };

  const begin = (address: string, subject: string): Attempt => {
    const refused = refusal(address, subject);
    if (refused) return refused;
    if (counters.size > MOST_COUNTERS) forget(counters, now());
    const counted = limitsOf(address, subject);
    for (const { key, counter } of counted) {
      counter.failures += 1;
      counters.set(key, counter);
    }
    const takeBack = () => {
      for (const { counter } of counted) counter.failures -= 1;
    };
    return { kind: "allowed", succeeded: once(takeBack) };
  };

  return { begin, refusal };
}

function forget(counters: Map<string, Counter>, now: number): void {
  for (const [key, { until }] of counters) if (until <= now) counters.delete(key);
  for (const key of counters.keys()) {
    if (counters.size <= MOST_COUNTERS / 2) return;
    counters.delete(key);
  }
}

/** Whoever has one IPv6 address has its whole /64. */
function networkOf(address: string): string {
  const plain = address.replace(/%.*$/s, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = [], tail = []] = plain.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}
