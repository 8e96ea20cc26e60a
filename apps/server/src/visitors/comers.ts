import { hash, randomBytes, randomInt } from "node:crypto";
import type { AccountId, ChatId, EpochMs, SiteClaim, VisitorId } from "@causerie/domain";
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

/** Who says hello. `language`: as the browser says it; null where nobody asks. `mayBeNew`: [LI4]. */
export type Comer = {
  accountId: AccountId;
  token: string;
  now: EpochMs;
  language: string | null;
  mayBeNew: boolean;
};

/** `isNew`: there was nobody with this token. `openChatId`: the chat that they are in, if any. */
export type Come = { visitor: StoredVisitor; isNew: boolean; openChatId: ChatId | null };

const YEAR_MS = 365 * 24 * 3_600_000;

/**
 * The visitors whom the tokens open; a token that nobody has makes a new one, where it may [DO1]. Only its hash is
 * stored: who reads the table cannot speak as a visitor. null: nobody has it, and none was made.
 */
export async function visitorsWhoCome(pool: Pool, comers: readonly Comer[]): Promise<(Come | null)[]> {
  const asked = newVisitors(comers);
  const found = await ask(pool, [...new Set(asked)]);
  const all = asked.map((each) => found.get(each.id) ?? null);
  // Somebody got the token on another node in the same instant: they are known now.
  const isMissing = (_: unknown, index: number) => all[index] === null && asked[index]?.may_be_new;
  const others = comers.filter(isMissing).map((comer) => ({ ...comer, mayBeNew: false }));
  const known = others.length > 0 ? await visitorsWhoCome(pool, others) : [];
  return all.map((come, index) => (isMissing(come, index) ? (known.shift() ?? null) : come));
}

/** Whom a token opens, or somebody new. */
export async function visitorOfToken(
  pool: Pool,
  accountId: AccountId,
  token: string,
  now: EpochMs,
): Promise<StoredVisitor> {
  const [come] = await visitorsWhoCome(pool, [{ accountId, token, now, language: null, mayBeNew: true }]);
  if (!come) throw new Error("a visitor who was just stored is not there");
  return come.visitor;
}

/** Somebody who would be new, as the statement takes it. */
type NewVisitor = {
  id: VisitorId;
  account_id: AccountId;
  /** As PostgreSQL writes bytes. */
  hash: string;
  number: number;
  now: EpochMs;
  language: string | null;
  may_be_new: boolean;
};

const ID_BYTES = 12;

/** One for each; two tabs of a new visitor bring the same token, and are one. */
function newVisitors(comers: readonly Comer[]): NewVisitor[] {
  const random = randomBytes(ID_BYTES * comers.length).toString("base64url");
  const byKey = new Map<string, NewVisitor>();
  return comers.map((comer, index) => {
    const idLength = (ID_BYTES * 4) / 3;
    const made = newVisitor(comer, random.slice(index * idLength, (index + 1) * idLength));
    const key = `${made.account_id} ${made.hash}`;
    const twin = byKey.get(key);
    if (!twin) byKey.set(key, made);
    else twin.may_be_new ||= made.may_be_new;
    return twin ?? made;
  });
}

/** The id is `account.random`, Zendesk Chat's shape. */
function newVisitor({ accountId, token, now, language, mayBeNew }: Comer, random: string): NewVisitor {
  return {
    id: `${accountId}.${random}` as VisitorId,
    account_id: accountId,
    hash: `\\x${hash("sha256", token, "hex")}`,
    number: randomInt(10_000_000, 100_000_000),
    now,
    language,
    may_be_new: mayBeNew,
  };
}

type Known = {
  asked: VisitorId;
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
  open_chat_id: ChatId | null;
};

/**
 * One statement for all: whoever is known, with the visits of the past year and the chat that they are in, and the others
 * made. Looked up a row at a time (lateral, limit): a plan from the days when the tables were small would read the whole
 * of them. Of who is new only the id comes back: nothing else is known of them.
 */
export const WHO_COMES = `
with input as materialized (
  select * from jsonb_to_recordset($1) as i(id text, account_id bigint, hash bytea, number int, now bigint,
    language text, may_be_new boolean)
), known as materialized (
  select i.id as asked, v.*
  from input i cross join lateral (
    select v.id, v.number, v.name, v.email, v.phone, v.site_claim, v.last_seen_at, v.visit_id, v.visit_started_at,
      (select w.pages from visit w where w.id = v.visit_id) as visit_pages,
      (select w.referrer from visit w where w.id = v.visit_id) as visit_referrer,
      (select count(*) from visit w where w.visitor_id = v.id and w.started_at > i.now - ${YEAR_MS}) as visits,
      (select count(*) from chat c where c.visitor_id = v.id and c.status <> 'offline-message') as chats,
      (select c.id from chat c where c.account_id = v.account_id and c.visitor_id = v.id
         and c.status in ('waiting', 'served', 'unattended')) as open_chat_id
    from visitor v
    where v.account_id = i.account_id and v.token_hash = i.hash
    limit 1) v
), made as (
  insert into visitor (id, account_id, token_hash, number, created_at, last_seen_at, language)
  select i.id, i.account_id, i.hash, i.number, i.now, i.now, i.language
  from input i
  where i.may_be_new and i.id not in (select asked from known)
  order by i.account_id, i.hash
  on conflict (account_id, token_hash) do nothing
  returning id
)
select (select json_agg(id) from made) as made, (select json_agg(known) from known) as known`;

/** By the id that each would have had. */
async function ask(pool: Pool, asked: readonly NewVisitor[]): Promise<Map<string, Come>> {
  const { rows } = await pool.query<{ made: VisitorId[] | null; known: Known[] | null }>({
    name: "who-comes",
    text: WHO_COMES,
    values: [JSON.stringify(asked)],
  });
  const made = new Set(rows[0]?.made);
  const found = new Map<string, Come>();
  for (const each of asked) if (made.has(each.id)) found.set(each.id, comeAnew(each));
  for (const each of rows[0]?.known ?? []) found.set(each.asked, comeAgain(each));
  return found;
}

function comeAnew({ id, number, now }: NewVisitor): Come {
  const visitor: StoredVisitor = {
    visitorId: id,
    number,
    name: null,
    email: null,
    phone: null,
    claimed: {},
    visits: 0,
    chats: 0,
    lastSeenAt: now,
    visit: null,
  };
  return { visitor, isNew: true, openChatId: null };
}

function comeAgain(known: Known): Come {
  const { id, number, name, email, phone, site_claim, visits, chats, last_seen_at } = known;
  const visitor: StoredVisitor = {
    visitorId: id,
    number,
    name,
    email,
    phone,
    claimed: site_claim,
    visits,
    chats,
    lastSeenAt: last_seen_at,
    visit: lastVisitOf(known),
  };
  return { visitor, isNew: false, openChatId: known.open_chat_id };
}

function lastVisitOf({
  visit_id,
  visit_started_at,
  visit_pages,
  visit_referrer,
}: Known): StoredVisitor["visit"] {
  if (visit_id === null || visit_started_at === null) return null;
  return {
    visitId: visit_id,
    startedAt: visit_started_at,
    pages: visit_pages ?? 0,
    referrer: visit_referrer,
  };
}
