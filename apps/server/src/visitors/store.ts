import type { AccountId, EpochMs, VisitorId } from "@causerie/domain";
import type { Device, Place } from "@causerie/protocol";
import type { Pool } from "pg";

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

const YEAR_MS = 365 * 24 * 3_600_000;

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
