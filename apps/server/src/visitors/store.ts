import { hash, randomBytes, randomInt } from "node:crypto";
import type { AccountId, EpochMs, SiteClaim, VisitorId } from "@causerie/domain";
import type { Device, Place } from "@causerie/protocol";
import type { Pool } from "pg";

/** Who somebody is, and their last visit. `visit`: null before the first. */
export type StoredVisitor = {
  visitorId: VisitorId;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  /** What the site said last of who this is. */
  claimed: SiteClaim;
  visits: number;
  chats: number;
  lastSeenAt: EpochMs;
  visit: { visitId: string; startedAt: EpochMs; pages: number; referrer: string | null } | null;
};

export type VisitRecord = {
  visitId: string;
  accountId: AccountId;
  visitorId: VisitorId;
  startedAt: EpochMs;
  lastSeenAt: EpochMs;
  landingUrl: string;
  landingTitle: string;
  referrer: string | null;
  pages: number;
  place: Place | null;
  device: Device;
  language: string;
};

type Row = {
  id: VisitorId;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  site_claim: SiteClaim;
  visits: number;
  chats: number;
  last_seen_at: number;
  visit_id: string | null;
  visit_started_at: number | null;
  visit_pages: number | null;
  visit_referrer: string | null;
};

/** Visits are those of the past year: $1 is when it began. */
const COLUMNS = `v.id, v.number, v.name, v.email, v.phone, v.site_claim, v.last_seen_at, v.visit_id, v.visit_started_at,
  last.pages as visit_pages, last.referrer as visit_referrer,
  (select count(*) from visit w where w.visitor_id = v.id and w.started_at > $1) as visits,
  (select count(*) from chat c where c.visitor_id = v.id and c.status <> 'offline-message') as chats`;

const YEAR_MS = 365 * 24 * 3_600_000;

/** Who says hello. `language`: as the browser says it; null where nobody asks. */
export type Comer = { accountId: AccountId; token: string; now: EpochMs; language: string | null };

/**
 * The visitor whom this token opens; a token that nobody has makes a new one [DO1]. Only its hash is stored:
 * who reads the table cannot speak as a visitor.
 */
export async function visitorOfToken(
  pool: Pool,
  accountId: AccountId,
  token: string,
  now: EpochMs,
): Promise<StoredVisitor> {
  const comer = { accountId, token, now, language: null };
  const [known] = await knownVisitors(pool, [comer]);
  const [visitor] = known ? [known] : await insertVisitors(pool, [comer]);
  if (!visitor) throw new Error("a visitor who was just stored is not there");
  return visitor;
}

/** null: nobody has this token. */
export async function knownVisitors(pool: Pool, comers: readonly Comer[]): Promise<(StoredVisitor | null)[]> {
  const { rows } = await pool.query<Row & { at: number }>({
    name: "visitors-of-tokens",
    text: `select i.at, ${COLUMNS}
           from unnest($2::bigint[], $3::text[]) with ordinality as i(account_id, hash, at)
             join visitor v on v.account_id = i.account_id and v.token_hash = decode(i.hash, 'hex')
             left join visit last on last.id = v.visit_id`,
    values: [yearBefore(comers), comers.map(({ accountId }) => accountId), comers.map(hashOf)],
  });
  const known = new Map(rows.map((row) => [row.at, storedVisitor(row)]));
  return comers.map((_, index) => known.get(index + 1) ?? null);
}

/** Those who have the token, should somebody have got it meanwhile: two tabs of a new visitor bring the same one. */
export async function insertVisitors(pool: Pool, comers: readonly Comer[]): Promise<StoredVisitor[]> {
  const { rows } = await pool.query<NewRow>({
    name: "insert-visitors",
    text: `insert into visitor as v (id, account_id, token_hash, number, created_at, last_seen_at, language)
           select i.id, i.account_id, decode(i.hash, 'hex'), i.number, i.at, i.at, i.language
           from unnest($1::text[], $2::bigint[], $3::text[], $4::int[], $5::bigint[], $6::text[])
             as i(id, account_id, hash, number, at, language)
           order by i.account_id, i.hash
           on conflict (account_id, token_hash) do nothing
           returning v.id, v.account_id, encode(v.token_hash, 'hex') as hash, v.number, v.last_seen_at`,
    values: [
      comers.map(({ accountId }) => newVisitorId(accountId)),
      comers.map(({ accountId }) => accountId),
      comers.map(hashOf),
      comers.map(() => randomInt(10_000_000, 100_000_000)),
      comers.map(({ now }) => now),
      comers.map(({ language }) => language),
    ],
  });
  const made = new Map(rows.map((row) => [keyOf(row), newVisitor(row)]));
  const all = comers.map((comer) => made.get(keyOf({ account_id: comer.accountId, hash: hashOf(comer) })));
  const others = comers.filter((_, index) => !all[index]);
  const known = others.length > 0 ? await knownVisitors(pool, others) : [];
  return all.map((visitor) => {
    const stored = visitor ?? known.shift();
    if (!stored) throw new Error("a visitor who was just stored is not there");
    return stored;
  });
}

type NewRow = Pick<Row, "id" | "number" | "last_seen_at"> & { account_id: AccountId; hash: string };

function keyOf({ account_id, hash }: Pick<NewRow, "account_id" | "hash">): string {
  return `${account_id} ${hash}`;
}

function newVisitor({ id, number, last_seen_at }: NewRow): StoredVisitor {
  return {
    visitorId: id,
    number,
    name: null,
    email: null,
    phone: null,
    claimed: {},
    visits: 0,
    chats: 0,
    lastSeenAt: last_seen_at,
    visit: null,
  };
}

function hashOf({ token }: Comer): string {
  return hash("sha256", token, "hex");
}

function yearBefore(comers: readonly Comer[]): EpochMs {
  return Math.max(...comers.map(({ now }) => now)) - YEAR_MS;
}

/** `account.random`, Zendesk Chat's shape. */
function newVisitorId(accountId: AccountId): VisitorId {
  return `${accountId}.${randomBytes(12).toString("base64url")}` as VisitorId;
}

function storedVisitor(row: Row): StoredVisitor {
  const { id, number, name, email, phone, site_claim, visits, chats, last_seen_at } = row;
  return {
    visitorId: id,
    number,
    name,
    email,
    phone,
    claimed: site_claim,
    visits,
    chats,
    lastSeenAt: last_seen_at,
    visit: lastVisitOf(row),
  };
}

function lastVisitOf({
  visit_id,
  visit_started_at,
  visit_pages,
  visit_referrer,
}: Row): StoredVisitor["visit"] {
  if (visit_id === null || visit_started_at === null) return null;
  return {
    visitId: visit_id,
    startedAt: visit_started_at,
    pages: visit_pages ?? 0,
    referrer: visit_referrer,
  };
}

export type StoredDetails = {
  visitorId: VisitorId;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  notes: string;
  visits: number;
  chats: number;
  lastSeenAt: EpochMs;
  place: Place | null;
  device: Device | null;
};

/** null: there is none, or it is another account's [VI7]. `visits`: of the year to the last of them [VI13]. */
export async function loadDetails(
  pool: Pool,
  accountId: AccountId,
  visitorId: string,
): Promise<StoredDetails | null> {
  const { rows } = await pool.query<StoredDetails>({
    name: "visitor-details",
    text: `select v.id as "visitorId", v.number, v.name, v.email, v.phone, v.notes,
             (select count(*) from visit w where w.visitor_id = v.id
                and w.started_at > v.last_seen_at - $3::bigint) as visits,
             (select count(*) from chat c where c.visitor_id = v.id and c.status <> 'offline-message') as chats,
             v.last_seen_at as "lastSeenAt", v.place, v.device
           from visitor v where v.account_id = $1 and v.id = $2`,
    values: [accountId, visitorId, YEAR_MS],
  });
  return rows[0] ?? null;
}

/** They turned out to be parts of others [VI17]. */
export async function deleteVisits(pool: Pool, visitIds: readonly string[]): Promise<void> {
  await pool.query({
    name: "delete-visits",
    text: "delete from visit where id = any($1::text[])",
    values: [visitIds],
  });
}

/**
 * Writes visits and what they say of their visitors, many at once. Two nodes may write one visit, the one that saw less
 * of it last: what it grew to stays.
 */
export async function saveVisits(pool: Pool, visits: readonly VisitRecord[]): Promise<void> {
  await pool.query({
    name: "save-visits",
    text: `
      with input as (
        select * from jsonb_to_recordset($1::jsonb) as i(
          "visitId" text, "accountId" bigint, "visitorId" text, "startedAt" bigint, "lastSeenAt" bigint,
          "landingUrl" text, "landingTitle" text, referrer text, pages int, place jsonb, device jsonb, language text)
        order by "visitorId"
      ), saved as (
        insert into visit (id, account_id, visitor_id, started_at, last_seen_at, landing_url, landing_title,
                           referrer, pages, place, device)
        select * from (select "visitId", "accountId", "visitorId", "startedAt", "lastSeenAt", "landingUrl",
                              "landingTitle", referrer, pages, place, device from input) as i
        on conflict (id) do update
          set last_seen_at = greatest(visit.last_seen_at, excluded.last_seen_at),
              pages = greatest(visit.pages, excluded.pages), place = coalesce(excluded.place, visit.place)
      )
      update visitor v
      set last_seen_at = greatest(v.last_seen_at, i."lastSeenAt"), visit_id = i."visitId",
          visit_started_at = i."startedAt", place = i.place, device = i.device,
          language = i.language,
          visits = v.visits + case when v.visit_id is distinct from i."visitId" then 1 else 0 end
      from input i where v.id = i."visitorId"`,
    values: [JSON.stringify(visits)],
  });
}
