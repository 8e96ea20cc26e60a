import type { AccountId } from "@causerie/domain";
import type { RatingComment, RatingComments, Ratings, Satisfaction } from "@causerie/protocol";
import type { Pool } from "pg";

/** Epoch ms; `to` is not in it any more. */
export type Period = { from: number; to: number };

const COMMENTS_A_PAGE = 20;

/** The chats whose rating stands and was given in the period: $1 account, $2 from, $3 to. */
const RATED = `from chat c where c.account_id = $1 and c.rating is not null and c.rated_at >= $2 and c.rated_at < $3`;
const COUNTS = `count(*) filter (where rating = 'good') as good, count(*) filter (where rating = 'bad') as bad`;

/** [RA11] `timeZone`: a name that PostgreSQL knows. */
export async function satisfactionOf(
  pool: Pool,
  accountId: AccountId,
  { from, to }: Period,
  timeZone: string,
): Promise<Satisfaction> {
  const period = [accountId, from, to];
  const [days, agents, departments] = await Promise.all([
    pool.query<Satisfaction["days"][number]>(BY_DAY, [...period, timeZone]),
    pool.query<Satisfaction["agents"][number]>(BY_AGENT, period),
    pool.query<Satisfaction["departments"][number]>(BY_DEPARTMENT, period),
  ]);
  return {
    total: sum(days.rows),
    agents: agents.rows,
    departments: departments.rows,
    days: days.rows,
  };
}

const BY_DAY = `
  select to_char(to_timestamp(c.rated_at / 1000.0) at time zone $4, 'YYYY-MM-DD') as day, ${COUNTS}
  ${RATED} group by day order by day`;

const BY_AGENT = `
  select rated.agent_id as "agentId", a.display_name as name, rated.good, rated.bad
  from (
    select agent_id, ${COUNTS}
    from (select unnest(c.participant_ids) as agent_id, c.rating ${RATED}) as of_agent
    group by agent_id
  ) as rated left join agent a on a.id = rated.agent_id
  order by rated.good + rated.bad desc, a.display_name, rated.agent_id`;

const BY_DEPARTMENT = `
  select rated.department_id as "departmentId", d.name, rated.good, rated.bad
  from (select c.department_id, ${COUNTS} ${RATED} group by c.department_id) as rated
  left join department d on d.id = rated.department_id
  order by rated.good + rated.bad desc, d.name, rated.department_id`;

function sum(all: readonly Ratings[]): Ratings {
  return all.reduce((one, other) => ({ good: one.good + other.good, bad: one.bad + other.bad }), {
    good: 0,
    bad: 0,
  });
}

/** [RA12] `before`: the `next` of the page before. */
export async function ratingComments(
  pool: Pool,
  accountId: AccountId,
  { from, to }: Period,
  before: string | null,
): Promise<RatingComments> {
  const [ratedAt, chatId] = before === null ? [null, null] : cursorParts(before);
  const { rows } = await pool.query<RatingComment>(COMMENTS, [accountId, from, to, ratedAt, chatId]);
  const comments = rows.slice(0, COMMENTS_A_PAGE);
  const last = comments.at(-1);
  return { comments, next: last && rows.length > comments.length ? `${last.ratedAt}~${last.chatId}` : null };
}

function cursorParts(before: string): [string, string] {
  const at = before.indexOf("~");
  return [before.slice(0, at), before.slice(at + 1)];
}

const COMMENTS = `
  select page.id as "chatId", page.rating, page.rating_comment as comment, page.rated_at as "ratedAt",
    json_build_object('number', v.number, 'name', v.name) as visitor, d.name as department,
    array(
      select a.display_name from unnest(page.participant_ids) with ordinality as took_part(id, place)
      join agent a on a.id = took_part.id order by place
    ) as agents
  from (
    select c.* ${RATED} and c.rating_comment is not null
      and ($4::bigint is null or (c.rated_at, c.id) < ($4, $5::text))
    order by c.rated_at desc, c.id desc limit ${COMMENTS_A_PAGE + 1}
  ) as page
  join visitor v on v.id = page.visitor_id
  left join department d on d.id = page.department_id
  order by page.rated_at desc, page.id desc`;
