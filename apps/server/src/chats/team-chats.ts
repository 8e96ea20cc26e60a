import type { AccountId, AgentId, AgentRef, ChatId } from "@causerie/domain";
import type { Pool } from "pg";
import type { ChatsContext } from "./context.ts";
import type { Answer, Order } from "./perform.ts";
import { teamPair } from "./projection.ts";

/** A dashboard begins with so many of its latest chats among colleagues; an older one comes with its next message. */
const MOST_AT_HELLO = 30;

/** [TE1] Of two colleagues there is one chat, whoever asks for it, and however often. */
export async function startTeamChat(
  context: ChatsContext,
  order: Order,
  agent: AgentRef,
  agentIds: readonly number[],
): Promise<Answer> {
  const colleagues = await colleaguesOf(context, order.accountId, agentIds);
  if (!colleagues) return { ok: false, refusal: { reason: "unknown-agent" } };
  const members = [...new Set([agent, ...colleagues].map(({ agentId }) => agentId))];
  const known = await chatOfTwo(context, order.accountId, members);
  if (known) return known;
  const answer = await context.perform.onNewLog(order, { type: "StartTeamChat", agent, with: colleagues });
  // The other one began it at the same moment.
  const isTaken = !answer.ok && answer.refusal.reason === "already-open";
  return (isTaken && (await chatOfTwo(context, order.accountId, members))) || answer;
}

/** [TE4] */
export async function addTeamMembers(
  context: ChatsContext,
  order: Order,
  agent: AgentRef,
  { chatId, agentIds }: { chatId: string; agentIds: readonly number[] },
): Promise<Answer> {
  const colleagues = await colleaguesOf(context, order.accountId, agentIds);
  if (!colleagues) return { ok: false, refusal: { reason: "unknown-agent" } };
  return context.perform.onChat(order, chatId, { type: "AddTeamMembers", agent, colleagues });
}

/** Null: one of them is no agent of this account, or may not sign in. */
async function colleaguesOf(
  { agents }: ChatsContext,
  accountId: AccountId,
  agentIds: readonly number[],
): Promise<AgentRef[] | null> {
  const all = (await agents.list(accountId)).filter(({ enabled }) => enabled);
  const wanted = all.filter(({ agentId }) => agentIds.includes(agentId));
  if (wanted.length < new Set(agentIds).size) return null;
  // The ids come from the agents' own table.
  return wanted.map(({ agentId, displayName: name }) => ({ agentId: agentId as AgentId, name }));
}

async function chatOfTwo(
  { pool, chats }: ChatsContext,
  accountId: AccountId,
  members: readonly AgentId[],
): Promise<Answer | null> {
  if (members.length !== 2) return null;
  const { rows } = await pool.query<{ id: ChatId }>({
    name: "chat-of-two",
    text: "select id from chat where account_id = $1 and team_pair = $2",
    values: [accountId, teamPair(members)],
  });
  const chat = rows[0] && (await chats.current(accountId, rows[0].id));
  // Where it began: so is it answered again however much has been written in it since [DL3].
  return chat ? { ok: true, chatId: chat.chatId, firstSeq: 1, lastSeq: 1 } : null;
}

/** Those that an agent is in, the ones written in last. */
export async function latestTeamChats(pool: Pool, accountId: AccountId, agentId: number): Promise<ChatId[]> {
  const { rows } = await pool.query<{ id: ChatId }>({
    name: "latest-team-chats",
    text: `select c.id from chat c
             cross join lateral (select e.at from chat_event e where e.chat_id = c.id order by e.seq desc limit 1) last
           where c.account_id = $1 and c.status = 'team' and c.agent_ids @> array[$2::bigint]
           order by last.at desc limit $3`,
    values: [accountId, agentId, MOST_AT_HELLO],
  });
  return rows.map(({ id }) => id);
}
