import type { AccountId, AgentId, ChatId, EpochMs, VisitorId } from "@causerie/domain";
import type { NewTicket, TicketRow, TicketStatus, TicketsQuery } from "@causerie/protocol";
import type { Pool, PoolClient } from "pg";
import { type MailLanguage, mailLanguageOf } from "./language.ts";
import { worstState } from "./mails.ts";

type Db = Pool | PoolClient;

export const PAGE = 50;

/** `transcriptUpTo`: the head of the chat when the ticket was made. */
export type StoredTicket = Omit<TicketRow, "mailState" | "chatId"> & {
  ticketId: number;
  accountId: AccountId;
  description: string;
  chatId: ChatId | null;
  transcriptUpTo: number;
  visitorId: VisitorId | null;
  createdBy: string | null;
  solvedAt: EpochMs | null;
  language: MailLanguage;
};

/** What a ticket takes from its chat. */
export type ChatOfTicket = {
  chatId: ChatId;
  head: number;
  visitorId: VisitorId;
  number: number;
  name: string | null;
  email: string | null;
  language: MailLanguage;
  departmentId: number | null;
  tags: string[];
};

/** null: there is none, it is another account's [VI7], or it is one among colleagues. */
export async function findChatOfTicket(
  db: Db,
  accountId: AccountId,
  chatId: string,
): Promise<ChatOfTicket | null> {
  const { rows } = await db.query<ChatOfTicket & { language: string | null }>(
    `select c.id as "chatId", h.head, v.id as "visitorId", v.number, v.name, v.email, v.language,
            c.department_id as "departmentId", c.tags
     from chat c join chat_head h on h.chat_id = c.id join visitor v on v.id = c.visitor_id
     where c.account_id = $1 and c.id = $2`,
    [accountId, chatId],
  );
  const [chat] = rows;
  return chat ? { ...chat, language: mailLanguageOf(chat.language) } : null;
}

/** The next number of the account. Whoever draws one waits for the one before to be committed or given back. */
export async function drawNumber(client: PoolClient, accountId: AccountId): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `insert into ticket_count (account_id, last_number) values ($1, 1)
     on conflict (account_id) do update set last_number = ticket_count.last_number + 1
     returning last_number as number`,
    [accountId],
  );
  const [drawn] = rows;
  if (!drawn) throw new Error(`no ticket number was drawn for account ${accountId}`);
  return drawn.number;
}

export type TicketInput = {
  accountId: AccountId;
  number: number;
  chat: ChatOfTicket;
  fields: NewTicket;
  agentId: AgentId;
  now: EpochMs;
};

export async function insertTicket(client: PoolClient, input: TicketInput): Promise<number> {
  const { accountId, number, chat, fields, agentId, now } = input;
  const { requester, subject, description, departmentId, tags } = fields;
  const { rows } = await client.query<{ id: number }>(
    `insert into ticket (account_id, number, client_id, chat_id, transcript_up_to, visitor_id, requester_name,
       requester_email, subject, description, department_id, tags, language, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      accountId,
      number,
      fields.id,
      chat.chatId,
      chat.head,
      chat.visitorId,
      requester.name,
      requester.email,
      subject,
      description,
      departmentId,
      tags,
      chat.language,
      agentId,
      now,
    ],
  );
  const [ticket] = rows;
  if (!ticket) throw new Error("a ticket that was just stored is not there");
  return ticket.id;
}

/** What of a ticket is listed. */
const ROW = `t.number, t.chat_id as "chatId", t.subject, jsonb_build_object('name', t.requester_name, 'email', t.requester_email) as requester,
  t.department_id as "departmentId", t.tags, t.status, t.created_at as "createdAt"`;

const WHOLE = `select ${ROW}, t.id as "ticketId", t.account_id as "accountId", t.description,
    t.transcript_up_to as "transcriptUpTo", t.visitor_id as "visitorId", a.display_name as "createdBy",
    t.solved_at as "solvedAt", t.language
  from ticket t left join agent a on a.id = t.created_by`;

export async function findByNumber(
  db: Db,
  accountId: AccountId,
  number: number,
): Promise<StoredTicket | null> {
  const { rows } = await db.query<StoredTicket>(`${WHOLE} where t.account_id = $1 and t.number = $2`, [
    accountId,
    number,
  ]);
  return rows[0] ?? null;
}

/** [TI3] */
export async function findByClientId(
  db: Db,
  accountId: AccountId,
  clientId: string,
): Promise<StoredTicket | null> {
  const { rows } = await db.query<StoredTicket>(`${WHOLE} where t.account_id = $1 and t.client_id = $2`, [
    accountId,
    clientId,
  ]);
  return rows[0] ?? null;
}

export async function findById(db: Db, ticketId: number): Promise<StoredTicket | null> {
  const { rows } = await db.query<StoredTicket>(`${WHOLE} where t.id = $1`, [ticketId]);
  return rows[0] ?? null;
}

/** One more than a page, so that it shows whether there are older ones. The latest first. */
export async function listTickets(db: Db, accountId: AccountId, query: TicketsQuery): Promise<TicketRow[]> {
  const { status = "open", department, q = "", before } = query;
  const { rows } = await db.query<TicketRow & { mailStates: string[] }>(
    `select ${ROW}, array(select m.state from mail m where m.ticket_id = t.id) as "mailStates"
     from ticket t
     where t.account_id = $1 and ($2 = 'all' or t.status = $2) and ($3::bigint is null or t.department_id = $3)
       and ($4 = '' or strpos(lower(t.subject || ' ' || t.requester_name || ' ' || t.requester_email), lower($4)) > 0
            or t.number::text = ltrim($4, '#'))
       and ($5::integer is null or t.number < $5)
     order by t.number desc limit $6`,
    [accountId, status, department ?? null, q.trim(), before ?? null, PAGE + 1],
  );
  return rows.map(({ mailStates, ...row }) => ({ ...row, mailState: worstState(mailStates) }));
}

export async function ticketsOfChat(db: Db, accountId: AccountId, chatId: string) {
  const { rows } = await db.query<{ number: number; subject: string; status: TicketStatus }>(
    "select number, subject, status from ticket where account_id = $1 and chat_id = $2 order by number",
    [accountId, chatId],
  );
  return rows;
}

/** False: it was so already, or there is no such ticket. */
export async function changeStatus(
  client: PoolClient,
  {
    accountId,
    number,
    status,
    now,
  }: { accountId: AccountId; number: number; status: TicketStatus; now: EpochMs },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update ticket set status = $3::text, solved_at = case when $3::text = 'solved' then $4::bigint end
     where account_id = $1 and number = $2 and status <> $3::text`,
    [accountId, number, status, now],
  );
  return rowCount === 1;
}
