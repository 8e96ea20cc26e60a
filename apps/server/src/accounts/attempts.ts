import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "kysely";
import type { Database } from "../platform/sql/database.ts";
import type {} from "./tables.ts";

/** Failures: few for one e-mail, more for an office of many people behind one address. */
const LIMITS = { perAddressAndSubject: 10, perAddress: 50 } as const;
const WINDOW_MS = 10 * 60_000;
/** Each attempt adds two counters at most, and takes away so many that have lapsed. */
const FORGOTTEN_AT_ONCE = 20;

export type TooMany = { kind: "too-many"; retryAfterSeconds: number };
/** Counts as failed until `succeeded` is called, so that many at once cannot slip through. */
export type Attempt = { kind: "allowed"; succeeded: () => Promise<void> } | TooMany;

export type Attempts = Readonly<{
  /** `subject`: whose secret is being tried, as an e-mail in lower case. */
  begin: (address: string, subject: string) => Promise<Attempt>;
  /** Whether `begin` would refuse, without counting. */
  refusal: (address: string, subject: string) => Promise<TooMany | null>;
}>;

type Counter = { key: string; until: number };
type Keys = { both: string; source: string };

/** [LI18] Counts failed attempts in the store, for all nodes, in windows that begin with the first failure. */
export function createAttempts(database: Database, now: () => number): Attempts {
  const refusal = async (address: string, subject: string): Promise<TooMany | null> => {
    const until = await fullUntil(database, keysOf(address, subject), now());
    return until === null ? null : tooMany(until - now());
  };

  const begin = async (address: string, subject: string): Promise<Attempt> => {
    const keys = keysOf(address, subject);
    await forgetLapsed(database, now());
    const counted = await count(database, keys, now());
    const takeBack = () => uncount(database, counted);
    if (counted.length === Object.keys(keys).length) return { kind: "allowed", succeeded: once(takeBack) };
    await takeBack();
    // The window may have ended in between: whoever asks again is let in.
    return (await refusal(address, subject)) ?? tooMany(1);
  };

  return { begin, refusal };
}

function tooMany(leftMs: number): TooMany {
  return { kind: "too-many", retryAfterSeconds: Math.ceil(leftMs / 1000) };
}

/** Those that are full are left as they are, and not given. All nodes lock in one order. */
async function count(database: Database, keys: Keys, now: number): Promise<Counter[]> {
  const { rows } = await sql<Counter>`
    insert into attempt as known (key, failures, until)
    select key, 1, ${now + WINDOW_MS}::bigint from unnest(${[keys.both, keys.source]}::text[]) as k(key) order by key
    on conflict (key) do update
    set failures = case when known.until <= ${now} then 1 else known.failures + 1 end,
        until = case when known.until <= ${now} then excluded.until else known.until end
    where known.until <= ${now} or known.failures < ${limitOf(keys, "known.key")}
    returning key, until`.execute(database);
  return rows;
}

/** In the windows in which they were counted. */
async function uncount(database: Database, counted: readonly Counter[]): Promise<void> {
  const keys = counted.map(({ key }) => key);
  const untils = counted.map(({ until }) => until);
  await sql`
    with counted as (
      select key from attempt
      where (key, until) in (select * from unnest(${keys}::text[], ${untils}::bigint[]))
      order by key for update
    )
    update attempt set failures = failures - 1 where key in (select key from counted)`.execute(database);
}

async function fullUntil(database: Database, keys: Keys, now: number): Promise<number | null> {
  const { rows } = await sql<{ until: number | null }>`
    select max(until) as until from attempt
    where key = any(${[keys.both, keys.source]}::text[]) and until > ${now}
      and failures >= ${limitOf(keys, "attempt.key")}`.execute(database);
  return rows[0]?.until ?? null;
}

function limitOf({ both }: Keys, column: string) {
  const { perAddressAndSubject, perAddress } = LIMITS;
  return sql`case when ${sql.ref(column)} = ${both} then ${perAddressAndSubject}::int else ${perAddress}::int end`;
}

async function forgetLapsed(database: Database, now: number): Promise<void> {
  await sql`
    delete from attempt where key in (
      select key from attempt where until <= ${now} order by until limit ${FORGOTTEN_AT_ONCE}
      for update skip locked
    )`.execute(database);
}

/** Hashed: nobody is to read in the store who tried what from where. */
function keysOf(address: string, subject: string): Keys {
  const source = networkOf(address);
  return { both: hashOf(`${source} ${subject}`), source: hashOf(source) };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
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

function once(run: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= run();
    return done;
  };
}
