import type { AccountId, AgentId, ChatId } from "@causerie/domain";
import type { TeamSearchAnswer } from "@causerie/protocol";
import type { Pool } from "pg";

const MOST_FOUND = 50;
const BEFORE_CHARACTERS = 40;
const EXCERPT_CHARACTERS = 160;

type Row = { chatId: ChatId; seq: number; at: number; from: string; text: string };

/** [TE6] Messages by their text, files by their name. Upper and lower case are alike. */
export async function searchTeam(
  pool: Pool,
  accountId: AccountId,
  agentId: AgentId,
  wanted: string,
): Promise<TeamSearchAnswer> {
  const { rows } = await pool.query<Row>({
    name: "search-team",
    text: `select e.chat_id as "chatId", e.seq, e.at, e.data->'from'->>'name' as "from", e.body as text
           from chat c join chat_event e on e.chat_id = c.id
           where c.account_id = $1 and c.status = 'team' and c.agent_ids @> array[$2::bigint]
             and e.type in ('MessageSent', 'FileSent') and e.body ilike $3
           order by e.at desc, e.seq desc limit $4`,
    values: [accountId, agentId, `%${literally(wanted)}%`, MOST_FOUND],
  });
  return { messages: rows.map(({ text, ...message }) => ({ ...message, excerpt: excerptOf(text, wanted) })) };
}

/** What people type is no pattern. */
function literally(wanted: string): string {
  return wanted.replace(/[\\%_]/g, "\\$&");
}

function excerptOf(text: string, wanted: string): string {
  const found = text.toLowerCase().indexOf(wanted.toLowerCase());
  const start = Math.max(0, found - BEFORE_CHARACTERS);
  const excerpt = text.slice(start, start + EXCERPT_CHARACTERS).trim();
  return `${start > 0 ? "…" : ""}${excerpt}${start + EXCERPT_CHARACTERS < text.length ? "…" : ""}`;
}
