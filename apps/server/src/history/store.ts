import type { AccountId } from "@causerie/domain";
import type {
  HistoryPage,
  HistoryQuery,
  HistoryRow,
  PastChatsPage,
  PastChatsQuery,
} from "@causerie/protocol";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../platform/sql/database.ts";
import { cursorOf, readCursor } from "./cursor.ts";

const PAGE = 50;
const FIRST_LINE_LENGTH = 300;
/** Of visitors who gave the same e-mail; a shared one may stand with thousands. */
const MOST_OF_ONE_EMAIL = 100;

/** Chats that are over and offline messages, newest first [HI1]. */
export async function loadHistory(
  database: Database,
  accountId: AccountId,
  query: HistoryQuery,
): Promise<HistoryPage> {
  const rows = await pageOf<HistoryRow>(database, [
    sql`c.account_id = ${accountId}`,
    past(query.kind),
    ...filters(query),
    ...after(query.before),
  ]);
  return cut(rows);
}

/** Of the visitor, and of those who claim the same e-mail [HI3]. null: no such visitor in this account [VI7]. */
export async function loadPastChats(
  database: Database,
  accountId: AccountId,
  visitorId: string,
  { except, before }: PastChatsQuery,
): Promise<PastChatsPage | null> {
  const visitorIds = await sameEmail(database, accountId, visitorId);
  if (!visitorIds.includes(visitorId)) return null;
  const rows = await pageOf<HistoryRow>(database, [
    sql`c.account_id = ${accountId}`,
    sql`c.visitor_id = any(${visitorIds}::text[])`,
    past(undefined),
    ...(except === undefined ? [] : [sql`c.id <> ${except}`]),
    ...after(before),
  ]);
  const page = cut(rows);
  const marked = page.rows.map((row) => ({ ...row, isClaimed: row.visitor.visitorId !== visitorId }));
  return { ...page, rows: marked };
}

async function sameEmail(database: Database, accountId: AccountId, visitorId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from visitor v where v.account_id = ${accountId} and v.id = ${visitorId}
    union all
    (select other.id from visitor v join visitor other
       on other.account_id = v.account_id and lower(other.email) = lower(v.email) and other.id <> v.id
     where v.account_id = ${accountId} and v.id = ${visitorId} and v.email is not null
     order by other.last_seen_at desc limit ${MOST_OF_ONE_EMAIL})`.execute(database);
  return rows.map(({ id }) => id);
}

function past(kind: HistoryQuery["kind"]): RawBuilder<unknown> {
  switch (kind) {
    case "chats":
      return sql`c.status = 'ended'`;
    case "messages":
      return sql`c.status = 'offline-message'`;
    case "unread":
      return sql`c.unread`;
    case undefined:
      return sql`c.status <> 'team' and c.status in ('ended', 'offline-message')`;
  }
}

function filters({ from, until, agentId, departmentId, rating, tag }: HistoryQuery): RawBuilder<unknown>[] {
  return [
    ...(from === undefined ? [] : [sql`c.started_at >= ${from}`]),
    ...(until === undefined ? [] : [sql`c.started_at < ${until}`]),
    ...(agentId === undefined
      ? []
      : [sql`c.participant_ids <> '{}' and c.participant_ids @> array[${agentId}]::bigint[]`]),
    ...(departmentId === undefined ? [] : [sql`c.department_id = ${departmentId} and c.status <> 'team'`]),
    ...(rating === undefined ? [] : [sql`c.rating = ${rating}`]),
    ...(tag === undefined ? [] : [sql`c.tags <> '{}' and c.tags @> array[${tag}]::text[]`]),
  ];
}

/** The index runs by descending start and ascending id: no row comparison says that in one. */
function after(before: string | undefined): RawBuilder<unknown>[] {
  if (before === undefined) return [];
  const { startedAt, chatId } = readCursor(before);
  return [sql`c.started_at <= ${startedAt} and (c.started_at < ${startedAt} or c.id > ${chatId})`];
}

/** One row more than a page says whether there is a next one. Looked up by name: what was joined in, of these alone. */
async function pageOf<Row>(database: Database, conditions: RawBuilder<unknown>[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with page as materialized (
      select c.* from chat c where ${sql.join(conditions, sql` and `)}
      order by c.started_at desc, c.id limit ${PAGE + 1}
    )
    select p.id as "chatId", case p.status when 'ended' then 'chat' else 'message' end as kind,
      p.started_at as "startedAt", p.ended_at as "endedAt", p.rating, p.tags, p.unread,
      json_build_object('visitorId', v.id, 'number', v.number, 'name', v.name, 'email', v.email) as visitor,
      array(select a.display_name from agent a where a.id = any(p.participant_ids)
            order by array_position(p.participant_ids, a.id)) as agents,
      d.name as department, line.body as "firstLine",
      case p.status when 'ended' then last.at - line.at end as "durationMs"
    from page p
      join visitor v on v.id = p.visitor_id
      left join department d on d.id = p.department_id
      left join lateral (
        select left(e.body, ${FIRST_LINE_LENGTH}) as body, e.at from chat_event e
        where e.chat_id = p.id and e.type in ('MessageSent', 'FileSent', 'OfflineMessageLeft')
        order by e.seq limit 1
      ) line on true
      left join lateral (
        select e.at from chat_event e
        where e.chat_id = p.id and e.type in ('MessageSent', 'FileSent')
        order by e.seq desc limit 1
      ) last on true
    order by p.started_at desc, p.id`.execute(database);
  return rows;
}

function cut(rows: HistoryRow[]): HistoryPage {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return { rows: rows.slice(0, PAGE), next: last ? cursorOf(last) : null };
}
