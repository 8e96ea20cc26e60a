import type { AccountId, AgentId, ChatId, CommandId, RecordedEvent, VisitorId } from "@causerie/domain";
import type { Pool, PoolClient } from "pg";
import type { Actor } from "./append.ts";
import { eventOf, type StoredEvent } from "./rows.ts";

type Db = Pool | PoolClient;

export type ChatRow = { chatId: ChatId; accountId: AccountId; visitorId: VisitorId };

/** Of one log at a time: the longest messages make 10 MB of it. */
const PAGE = 500;
/** Of all logs at a time. */
const PAGE_OF_MANY = 2000;

/** Every event after `afterSeq`, in order, by pages: a log may be longer than there is room for. */
export async function* pagesAfter(db: Db, chatId: ChatId, afterSeq: number): AsyncGenerator<RecordedEvent[]> {
  let after: number | undefined = afterSeq;
  while (after !== undefined) {
    const { rows }: { rows: StoredEvent[] } = await db.query<StoredEvent>({
      name: "events-after",
      text: `select seq, at, type, body, data from chat_event where chat_id = $1 and seq > $2 order by seq limit ${PAGE}`,
      values: [chatId, after],
    });
    if (rows.length > 0) yield rows.map(eventOf);
    after = rows.length === PAGE ? rows.at(-1)?.seq : undefined;
  }
}

/** Of these chats, events after their heads, each one's in order. `isMore`: not all of them; ask again from there. */
export async function loadNewer<Chat extends { chatId: ChatId; head: number }>(
  db: Db,
  chats: readonly Chat[],
): Promise<{ grown: { chat: Chat; events: RecordedEvent[] }[]; isMore: boolean }> {
  if (chats.length === 0) return { grown: [], isMore: false };
  const { rows } = await db.query<StoredEvent & { index: number }>({
    name: "newer-events",
    text: `select i.index, e.*
           from unnest($1::text[], $2::int[]) with ordinality as i(chat_id, head, index)
             join chat_head h on h.chat_id = i.chat_id and h.head > i.head
             cross join lateral (
               select seq, at, type, body, data from chat_event e
               where e.chat_id = i.chat_id and e.seq > i.head order by e.seq limit ${PAGE}) e
           limit ${PAGE_OF_MANY}`,
    values: [chats.map(({ chatId }) => chatId), chats.map(({ head }) => head)],
  });
  const ofChat = Map.groupBy(rows, ({ index }) => index);
  const grown = chats
    .map((chat, at) => ({ chat, events: (ofChat.get(at + 1) ?? []).map(eventOf) }))
    .filter(({ events }) => events.length > 0);
  const isMore = rows.length === PAGE_OF_MANY || grown.some(({ events }) => events.length === PAGE);
  return { grown, isMore };
}

/** The `limit` events before `beforeSeq`, in order. */
export async function loadEventsBefore(
  db: Db,
  chatId: ChatId,
  beforeSeq: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const { rows } = await db.query<StoredEvent>({
    name: "events-before",
    text: `select seq, at, type, body, data from chat_event
           where chat_id = $1 and seq < $2 order by seq desc limit $3`,
    values: [chatId, beforeSeq, limit],
  });
  return rows.reverse().map(eventOf);
}

/** null: there is none, or it is another account's [VI7]. */
export async function findChat(db: Db, accountId: AccountId, chatId: string): Promise<ChatRow | null> {
  const { rows } = await db.query<ChatRow>({
    name: "find-chat",
    text: `select id as "chatId", account_id as "accountId", visitor_id as "visitorId"
           from chat where id = $1 and account_id = $2`,
    values: [chatId, accountId],
  });
  return rows[0] ?? null;
}

export async function openChatOf(db: Db, accountId: AccountId, visitorId: VisitorId): Promise<ChatId | null> {
  const [chatId] = await openChatsOf(db, [{ accountId, visitorId }]);
  return chatId ?? null;
}

export type VisitorOfAccount = { accountId: AccountId; visitorId: VisitorId };

export async function openChatsOf(db: Db, visitors: readonly VisitorOfAccount[]): Promise<(ChatId | null)[]> {
  const { rows } = await db.query<{ at: number; id: ChatId }>({
    name: "open-chats-of",
    text: `select i.at, c.id from unnest($1::bigint[], $2::text[]) with ordinality as i(account_id, visitor_id, at)
             join chat c using (account_id, visitor_id)
           where c.status in ('waiting', 'served', 'unattended')`,
    values: [visitors.map(({ accountId }) => accountId), visitors.map(({ visitorId }) => visitorId)],
  });
  const open = new Map(rows.map(({ at, id }) => [at, id]));
  return visitors.map((_, index) => open.get(index + 1) ?? null);
}

/** The open chats with visitors that an agent is in or invited to. */
export async function chatsServedBy(db: Db, accountId: AccountId, agentId: number): Promise<ChatId[]> {
  const { rows } = await db.query<{ id: ChatId }>({
    name: "chats-served-by",
    text: `select id, started_at from chat
           where account_id = $1 and status = 'served' and agent_ids @> array[$2::bigint]
           union select id, started_at from chat
           where account_id = $1 and invited_ids <> '{}' and invited_ids @> array[$2::bigint]
           order by started_at`,
    values: [accountId, agentId],
  });
  return rows.map(({ id }) => id);
}

/**
 * [QU1] [QU5] The oldest request after `afterNumber` that the agent may be offered: of no department, of one of
 * theirs, or of one in which nobody could take it; and none that they transferred to a department of their own.
 */
export async function oldestWaiting(
  db: Db,
  accountId: AccountId,
  agentId: AgentId,
  afterNumber: number,
): Promise<{ chatId: ChatId; queueNumber: number } | null> {
  const { rows } = await db.query<{ chatId: ChatId; queueNumber: number }>({
    name: "oldest-waiting",
    text: `with others as materialized (
             select d.id from department d
             where d.account_id = $1 and d.enabled
               and exists (select from department_member m join agent a on a.id = m.agent_id
                 where m.department_id = d.id and a.enabled and a.deleted_at is null)
               and not exists (select from department_member m where m.department_id = d.id and m.agent_id = $2)
           )
           select id as "chatId", queue_number as "queueNumber" from chat
           where account_id = $1 and status = 'waiting' and queue_number > $3
             and (department_id is null or department_id not in (select id from others))
             and not (excluded_ids @> array[$2::bigint])
           order by queue_number limit 1`,
    values: [accountId, agentId, afterNumber],
  });
  return rows[0] ?? null;
}

export type KnownCommand = { chatId: ChatId; firstSeq: number; lastSeq: number };

/** [DL3] */
export async function findCommand(
  db: Db,
  accountId: AccountId,
  actor: Actor,
  commandId: CommandId,
): Promise<KnownCommand | null> {
  const { rows } = await db.query<KnownCommand>({
    name: "find-command",
    text: `select chat_id as "chatId", first_seq as "firstSeq", last_seq as "lastSeq"
           from command where account_id = $1 and actor = $2 and command_id = $3`,
    values: [accountId, actor, commandId],
  });
  return rows[0] ?? null;
}

export async function drawQueueNumber(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: "draw-queue-number",
    text: "select nextval('queue_number') as n",
  });
  const [row] = rows;
  if (!row) throw new Error("the sequence queue_number gave nothing");
  return row.n;
}

export async function loadReads(
  db: Db,
  agentId: number,
  chatIds: readonly string[],
): Promise<{ chatId: string; seq: number }[]> {
  const { rows } = await db.query<{ chatId: string; seq: number }>({
    name: "load-reads",
    text: `select chat_id as "chatId", seq from chat_read where agent_id = $1 and chat_id = any($2::text[])`,
    values: [agentId, chatIds],
  });
  return rows;
}

/** Of several agents in several chats. */
export async function loadReadsOf(
  db: Db,
  agentIds: readonly AgentId[],
  chatIds: readonly string[],
): Promise<{ agentId: AgentId; chatId: string; seq: number }[]> {
  if (chatIds.length === 0) return [];
  const { rows } = await db.query<{ agentId: AgentId; chatId: string; seq: number }>({
    name: "load-reads-of",
    text: `select agent_id as "agentId", chat_id as "chatId", seq from chat_read
           where agent_id = any($1::bigint[]) and chat_id = any($2::text[])`,
    values: [agentIds, chatIds],
  });
  return rows;
}

/** Marks never go back: two tabs may tell out of order. Gives the one that stands. */
export async function saveRead(db: Db, agentId: number, chatId: string, seq: number): Promise<number> {
  const { rows } = await db.query<{ seq: number }>({
    name: "save-read",
    text: `insert into chat_read (chat_id, agent_id, seq) values ($1, $2, $3)
           on conflict (chat_id, agent_id) do update set seq = greatest(chat_read.seq, excluded.seq)
           returning seq`,
    values: [chatId, agentId, seq],
  });
  return rows[0]?.seq ?? seq;
}
