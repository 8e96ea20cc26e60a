import type { AccountId, AgentId } from "@causerie/domain";
import type { IdleTimeout } from "@causerie/protocol";
import type { Pool } from "pg";
import type { AgentNews } from "./agent-news.ts";
import type { AgentLookup } from "./lookups.ts";
import { chatsServedBy } from "./store.ts";

type Options = { pool: Pool; agents: AgentLookup; news: () => AgentNews };

/** [ST7] Agents at whose dashboards nobody has been for their own idle time-out. */
export class IdleAgents {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** To be asked when a dashboard became idle, and when a chat of an idle agent is over. */
  async check(accountId: AccountId, agentId: AgentId): Promise<void> {
    const { agents } = this.#options;
    const news = this.#options.news();
    if (!news.isIdle(accountId, agentId)) return;
    const agent = (await agents.list(accountId)).find((one) => one.agentId === agentId);
    if (agent?.status !== "online" || !agent.idleTimeout) return;
    if (await this.#isExcused(accountId, agentId, agent.idleTimeout)) return;
    // They may have come back meanwhile.
    if (!news.isIdle(accountId, agentId)) return;
    const { status } = agent.idleTimeout;
    await agents.setStatus(accountId, agentId, status);
    news.sendTo(accountId, agentId, { t: "status", status, becauseIdle: true });
    news.tellColleagues(accountId);
  }

  async #isExcused(accountId: AccountId, agentId: AgentId, idleTimeout: IdleTimeout): Promise<boolean> {
    if (!idleTimeout.ignoreWhileChatting) return false;
    return (await chatsServedBy(this.#options.pool, accountId, agentId)).length > 0;
  }
}
