import type { AccountId, AgentId, ChatId, EpochMs, VisitorId } from "@causerie/domain";
import type { Pool } from "pg";
import { Refresher } from "../platform/refresher.ts";
import { untilAnswered } from "../platform/sql/retry.ts";
import type { AgentHub } from "./agent-hub.ts";
import type { LiveChats } from "./live-chats.ts";
import type { OwnAffairs } from "./own-affairs.ts";
import type { Unread } from "./unread.ts";
import type { VisitorHub } from "./visitor-hub.ts";

/** An offline message older than this was told of, or will be with the page's next hello. */
const LATELY_MS = 60_000;

type Found = { accountId: AccountId; chatId: ChatId };

type Options = {
  pool: Pool;
  chats: LiveChats;
  agentHub: AgentHub;
  visitorHub: VisitorHub;
  unread: Unread;
  ownAffairs: OwnAffairs;
  now: () => EpochMs;
  isStopping: () => boolean;
};

/**
 * [ND8] News of the other nodes may have been missed: everything that is kept up by them is read anew. One query
 * for the chats that somebody here reads, however many they are, unless very much is new in them, and one for those
 * that became somebody's here.
 */
export class Reread {
  readonly #options: Options;
  readonly #refresher = new Refresher<"all">(() => this.#all());

  constructor(options: Options) {
    this.#options = options;
  }

  /** Done when what stood at the time of asking has been read. */
  ask(): Promise<void> {
    return untilAnswered(() => this.#refresher.ask("all"), this.#options.isStopping);
  }

  async #all(): Promise<void> {
    const { pool, chats, agentHub, visitorHub, unread, ownAffairs, now } = this.#options;
    await chats.catchUpAll();
    const { accountIds, agentIds } = agentHub.here();
    // Who is saying hello is not among those who are here.
    visitorHub.mayHaveBegun();
    const [ofAgents, ofVisitors] = await Promise.all([
      chatsOfAgents(pool, agentIds),
      chatsOfVisitors(pool, visitorHub.here(), now() - LATELY_MS),
      agentHub.rereadQueues(),
    ]);
    for (const { accountId, chatId } of [...ofAgents, ...ofVisitors])
      await chats.lookAgain(accountId, chatId);
    await Promise.all([ownAffairs.reread(), ...accountIds.map((accountId) => unread.tell(accountId))]);
  }
}

/** Those that they are in, invited to, or talk in among themselves: of these the latest, as a dashboard has them. */
async function chatsOfAgents(pool: Pool, agentIds: readonly AgentId[]): Promise<Found[]> {
  if (agentIds.length === 0) return [];
  const { rows } = await pool.query<Found>({
    name: "chats-of-agents",
    text: `select account_id as "accountId", id as "chatId" from chat
           where status = 'served' and agent_ids && $1::bigint[]
           union
           select account_id, id from chat where invited_ids <> '{}' and invited_ids && $1::bigint[]
           union
           select team.account_id, team.id from unnest($1::bigint[]) as a(id) cross join lateral (
             select c.account_id, c.id from chat c cross join lateral (
               select e.at from chat_event e where e.chat_id = c.id order by e.seq desc limit 1) last
             where c.status = 'team' and c.agent_ids @> array[a.id]
             order by last.at desc limit 30) team`,
    values: [agentIds],
  });
  return rows;
}

async function chatsOfVisitors(
  pool: Pool,
  visitorIds: readonly VisitorId[],
  since: EpochMs,
): Promise<Found[]> {
  if (visitorIds.length === 0) return [];
  const { rows } = await pool.query<Found>({
    name: "chats-of-visitors",
    text: `select account_id as "accountId", id as "chatId" from chat
           where visitor_id = any($1::text[])
             and (status in ('waiting', 'served', 'unattended') or status = 'offline-message' and started_at > $2)`,
    values: [visitorIds, since],
  });
  return rows;
}
