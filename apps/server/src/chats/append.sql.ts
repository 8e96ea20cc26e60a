/**
 * One statement for any number of chats, each at most once.
 *
 * `known`: commands that were written before [DL3]. `opened`: new chats, unless the visitor got one meanwhile [CH1].
 * `locked`: heads that are still the expected ones, locked in chat-id order so that two nodes never deadlock;
 * a head that moved while we waited for its lock is looked at again by PostgreSQL and falls out.
 * Only for these winners are events, commands and projections written; a loser decides again.
 * Both are looked up a row at a time (lateral, limit): joined, a plan that was made while the tables were small reads the
 * whole of them for every batch, however large they have become.
 * What comes back is those that were not written: none, as a rule, and so no rows to send and read.
 * `deadlines`: of several hand-overs the first one's; asked too early, it is asked again (sweep.ts).
 */
export const APPEND = `
with input as materialized (
  select * from jsonb_to_recordset($1) as i(chat_id text, account_id bigint, expected int, head int, actor text,
    command_id text, projection jsonb)
), known as materialized (
  select i.chat_id as asked, c.chat_id, c.first_seq, c.last_seq
  from input i cross join lateral (
    select * from command
    where account_id = i.account_id and actor = i.actor and command_id = i.command_id
    limit 1) c
), opened as (
  insert into chat (id, account_id, visitor_id, department_id, status, queue_number, agent_ids, participant_ids,
    started_by, started_at, unread, team_pair)
  select i.chat_id, i.account_id, p."visitorId", p."departmentId", p.status, p."queueNumber", p."agentIds",
         p."participantIds", p."startedBy", p."startedAt", p.unread, p."teamPair"
  from input i, jsonb_to_record(i.projection) as p(
    "visitorId" text, "departmentId" bigint, status text, "queueNumber" bigint, "agentIds" bigint[],
    "participantIds" bigint[], "startedBy" text, "startedAt" bigint, unread boolean, "teamPair" text)
  where i.expected = 0 and not exists (select from known k where k.asked = i.chat_id)
  order by i.chat_id
  on conflict do nothing
  returning id as chat_id
), opened_heads as (
  insert into chat_head (chat_id, head) select chat_id, head from opened join input using (chat_id)
), locked as materialized (
  select h.chat_id
  from (
    select * from input where expected > 0 and not exists (select from known k where k.asked = input.chat_id)
    order by chat_id
  ) i cross join lateral (
    select chat_id from chat_head
    where chat_id = i.chat_id and head = i.expected
    limit 1 for no key update) h
), advanced as (
  update chat_head h set head = i.head
  from locked l join input i using (chat_id)
  where h.chat_id = l.chat_id
  returning h.chat_id
), won as materialized (
  select chat_id from opened union all select chat_id from advanced
), events as (
  insert into chat_event (chat_id, seq, at, type, body, data)
  select e.* from jsonb_to_recordset($2) as e(chat_id text, seq int, at bigint, type text, body text, data jsonb)
  join won using (chat_id)
), commands as (
  insert into command (account_id, actor, command_id, chat_id, first_seq, last_seq)
  select i.account_id, i.actor, i.command_id, i.chat_id, i.expected + 1, i.head
  from input i join won using (chat_id)
), projected as (
  update chat c
  set status = p.status, department_id = p."departmentId", queue_number = p."queueNumber", agent_ids = p."agentIds",
    participant_ids = p."participantIds", excluded_ids = p."excludedIds", invited_ids = p."invitedIds",
    ended_at = p."endedAt", rating = p.rating, rating_comment = p.comment,
    rated_at = case when p.rating is not null then coalesce(p."ratedAt", c.rated_at) end,
    tags = p.tags, unread = p.unread
  from advanced a join input i using (chat_id),
    jsonb_to_record(i.projection) as p(
      status text, "departmentId" bigint, "queueNumber" bigint, "agentIds" bigint[], "participantIds" bigint[],
      "excludedIds" bigint[], "invitedIds" bigint[], "endedAt" bigint, rating text, comment text, "ratedAt" bigint,
      tags text[], unread boolean)
  where c.id = a.chat_id and i.projection is not null
), deadlines as (
  insert into deadline (chat_id, kind, account_id, due_at)
  select d.chat_id, d.kind, i.account_id, d.due_at
  from jsonb_to_recordset($3) as d(chat_id text, kind text, due_at bigint)
  join won using (chat_id) join input i using (chat_id)
  on conflict (chat_id, kind) do update set claimed_until = 0,
    due_at = case excluded.kind when 'hand-over' then least(deadline.due_at, excluded.due_at)
                                else excluded.due_at end
)
select i.chat_id as asked, k.chat_id, k.first_seq, k.last_seq
from input i left join known k on k.asked = i.chat_id
where i.chat_id not in (select chat_id from won)`;
