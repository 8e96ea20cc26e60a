import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import pg from "pg";
import { count } from "./report.ts";

export const MESSAGES_A_CHAT = 10;
/** Chats written in one statement. */
const CHUNK = 20_000;
const CHATS_A_VISITOR = 4;
/** Rows, their indexes and the write-ahead log, with room to spare. */
const BYTES_A_MESSAGE = 1500;
const SPARE_BYTES = 4e9;

/** Chats that are over, of the last three years, written straight into the tables in the shape that the server writes. */
export class PastChats {
  readonly #client: pg.Client;
  #chats = 0;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(connectionString: string): Promise<PastChats> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    return new PastChats(client);
  }

  /** Until the store holds so many messages. */
  async growTo(messages: number): Promise<void> {
    const wanted = messages / MESSAGES_A_CHAT;
    for (let chunk = 1; this.#chats < wanted; chunk += 1) {
      const until = Math.min(wanted, this.#chats + CHUNK);
      for (const statement of STATEMENTS) await this.#client.query(statement, [this.#chats, until - 1]);
      this.#chats = until;
      if (chunk % 10 === 0) console.log(`${count(until * MESSAGES_A_CHAT)} of ${count(messages)} messages …`);
    }
    await this.#client.query("vacuum analyze");
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}

export function requireDisk(messages: number): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const needed = messages * BYTES_A_MESSAGE + SPARE_BYTES;
  if (bavail * bsize >= needed) return;
  throw new Error(
    `${count(messages)} messages need ${count(needed / 1e9)} GB in ${tmpdir()}, where ${count((bavail * bsize) / 1e9)} GB ` +
      "are free: give a smaller --messages, or another folder by TMPDIR.",
  );
}

/** $1, $2: numbers of the first chat and the last. Started evenly over three years, in an order of chance. */
const CHATS = `
with numbered as (
  select i, a.id as account, g.id as agent, g.display_name as agent_name,
    '2501.' || a.id || '.' || substr(md5('chat ' || i), 1, 13) as chat_id,
    md5('visitor ' || i / ${CHATS_A_VISITOR}) as visitor_id, 10000000 + i / ${CHATS_A_VISITOR} as visitor_number,
    (extract(epoch from now()) * 1000)::bigint - 3600000
      - abs(hashint8extended(i, 7) % (3 * 365 * 86400000::bigint)) as started_at
  from generate_series($1::bigint, $2::bigint) i
    cross join lateral (select id from account order by id limit 1) a
    cross join lateral (select g.id, g.display_name from agent g where g.account_id = a.id
                        order by g.id offset 1 + i % 5 limit 1) g
)`;

/** Each chat: begun with a message, queued, served, nine messages in turns a minute apart, ended by the agent. */
const EVENTS = `
insert into chat_event (chat_id, seq, at, type, body, data)
select chat_id, seq, started_at + seq * 60000, type,
  case when type = 'MessageSent' then 'Is the blue one in stock, and when would it come? ' || repeat(md5(chat_id || seq), 4) end,
  case type
    when 'ChatStarted' then jsonb_build_object('by', 'visitor', 'departmentId', null, 'visitor',
      jsonb_build_object('visitorId', visitor_id, 'number', visitor_number, 'name', null))
    when 'ChatQueued' then jsonb_build_object('queueNumber', i)
    when 'AgentJoined' then jsonb_build_object('agent', agent_ref)
    when 'ChatEnded' then jsonb_build_object('by', jsonb_build_object('kind', 'agent') || agent_ref)
    else jsonb_build_object('messageId', substr(md5(chat_id || seq || 'id'), 1, 21), 'from',
      case seq % 2 when 0 then jsonb_build_object('kind', 'visitor') else jsonb_build_object('kind', 'agent') || agent_ref end)
  end
from numbered
  cross join lateral (select jsonb_build_object('agentId', agent, 'name', agent_name) as agent_ref) r
  cross join lateral unnest(
    array['ChatStarted', 'MessageSent', 'ChatQueued', 'AgentJoined'] || array_fill('MessageSent'::text, array[9])
    || array['ChatEnded']) with ordinality as e(type, seq)`;

const STATEMENTS = [
  `${CHATS}
  insert into visitor (id, account_id, token_hash, number, created_at, last_seen_at, visits)
  select visitor_id, min(account), sha256(visitor_id::bytea), min(visitor_number), min(started_at), max(started_at), count(*)
  from numbered group by visitor_id on conflict do nothing`,
  `${CHATS}
  insert into chat (id, account_id, visitor_id, status, queue_number, agent_ids, participant_ids, started_by, started_at,
    ended_at, rating, rated_at)
  select chat_id, account, visitor_id, 'ended', null, '{}', array[agent], 'visitor', started_at, started_at + 14 * 60000,
    case i % 20 when 0 then 'good' when 1 then 'bad' end, case when i % 20 < 2 then started_at + 15 * 60000 end
  from numbered`,
  `${CHATS} insert into chat_head (chat_id, head) select chat_id, 14 from numbered`,
  `${CHATS} ${EVENTS}`,
  `${CHATS}
  insert into command (account_id, actor, command_id, chat_id, first_seq, last_seq)
  select account, case when seq % 2 = 0 then 'visitor:' || visitor_id else 'agent:' || agent end,
    substr(md5(chat_id || seq || 'id'), 1, 21), chat_id, greatest(1, seq - case seq when 2 then 1 else 0 end),
    seq + case seq when 2 then 1 else 0 end
  from numbered cross join lateral unnest(array[2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) as seq`,
];
