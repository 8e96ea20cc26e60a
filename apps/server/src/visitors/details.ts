import type { AccountId, Details, EpochMs, SiteClaim, VisitorId } from "@causerie/domain";
import type { EarlierVisit, Page } from "@causerie/protocol";
import type { Pool, PoolClient } from "pg";

/** Who gives an edit, and under which id: the same pair is the same edit [DE2]. */
type EditId = { accountId: AccountId; actor: string; commandId: string };

type LockedDetails = { visitorId: VisitorId; details: Details; claimed: SiteClaim };

const MOST_EARLIER_VISITS = 20;

/**
 * A visitor's details, which nobody else edits until the transaction ends. Chats may begin meanwhile: their foreign key
 * asks for less. null: there is none, or it is another account's [VI7].
 */
export async function lockDetails(
  client: PoolClient,
  accountId: AccountId,
  visitorId: string,
): Promise<LockedDetails | null> {
  const { rows } = await client.query<Details & { id: VisitorId; claimed: SiteClaim }>({
    name: "lock-details",
    text: `select id, name, email, phone, nullif(notes, '') as notes, site_claim as claimed
           from visitor where account_id = $1 and id = $2 for no key update`,
    values: [accountId, visitorId],
  });
  const [row] = rows;
  if (!row) return null;
  const { id, claimed, ...details } = row;
  return { visitorId: id, details, claimed };
}

export async function saveDetails(
  client: PoolClient,
  { visitorId, details: { name, email, phone, notes }, claimed }: LockedDetails,
): Promise<void> {
  await client.query({
    name: "save-details",
    text: `update visitor set name = $2, email = $3, phone = $4, notes = $5, site_claim = $6 where id = $1`,
    values: [visitorId, name, email, phone, notes ?? "", JSON.stringify(claimed)],
  });
}

export async function wasEdited(
  client: PoolClient,
  { accountId, actor, commandId }: EditId,
): Promise<boolean> {
  const { rows } = await client.query({
    name: "find-edit",
    text: "select from visitor_edit where account_id = $1 and actor = $2 and command_id = $3",
    values: [accountId, actor, commandId],
  });
  return rows.length > 0;
}

export async function rememberEdit(
  client: PoolClient,
  { accountId, actor, commandId }: EditId,
  visitorId: VisitorId,
  at: EpochMs,
): Promise<void> {
  await client.query({
    name: "remember-edit",
    text: `insert into visitor_edit (account_id, actor, command_id, visitor_id, at) values ($1, $2, $3, $4, $5)`,
    values: [accountId, actor, commandId, visitorId, at],
  });
}

type StoredVisit = Omit<EarlierVisit, "landing"> & Page & { visitId: string };

/** The last ones, the present one among them. */
export async function loadVisits(
  pool: Pool,
  accountId: AccountId,
  visitorId: string,
): Promise<StoredVisit[]> {
  const { rows } = await pool.query<StoredVisit>({
    name: "last-visits",
    text: `select id as "visitId", started_at as "startedAt", last_seen_at - started_at as "durationMs", pages,
             landing_url as url, landing_title as title
           from visit
           where visitor_id = $1 and account_id = $2
           order by started_at desc limit ${MOST_EARLIER_VISITS + 1}`,
    values: [visitorId, accountId],
  });
  return rows;
}

/** Those before the present one; null where the visitor is not here, and so all are earlier ones. */
export function earlierVisits(visits: readonly StoredVisit[], presentVisitId: string | null): EarlierVisit[] {
  return visits
    .filter(({ visitId }) => visitId !== presentVisitId)
    .slice(0, MOST_EARLIER_VISITS)
    .map(({ visitId, url, title, ...visit }) => ({ ...visit, landing: { url, title } }));
}
