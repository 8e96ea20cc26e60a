import type { AccountId } from "@causerie/domain";
import type { Pool } from "pg";
import type { Bus, Topic } from "../platform/bus/bus.ts";
import { Refresher } from "../platform/refresher.ts";
import { loadDetails, type OnSite } from "../visitors/index.ts";
import type { AgentHub } from "./agent-hub.ts";
import type { About, FollowUp } from "./follow-up.ts";
import { ownDetailsOf } from "./own-details.ts";
import type { VisitorHub } from "./visitor-hub.ts";

type Changed = { accountId: AccountId; visitorId: string };

type Options = {
  pool: Pool;
  bus: Bus;
  onSite: OnSite;
  visitorHub: VisitorHub;
  agentHub: AgentHub;
  followUp: FollowUp;
};

/** A visitor's details have changed: their pages, the list and the panels that show them follow. */
export class VisitorNews {
  readonly #options: Options;
  readonly #refresher: Refresher<string>;
  readonly #changes: Topic<Changed>;

  constructor(options: Options) {
    this.#options = options;
    this.#refresher = new Refresher((key) => this.#read(key));
    this.#changes = options.bus.topic("visitor");
    this.#changes.listen(({ accountId, visitorId }) => {
      const about: About = { accountId, actor: `visitor:${visitorId}` };
      options.followUp(() => this.#refresher.ask(`${accountId} ${visitorId}`), about);
    });
  }

  /** Done when those on this node have been told; the other nodes hear of it. */
  async tell(accountId: AccountId, visitorId: string): Promise<void> {
    this.#changes.tell({ accountId, visitorId });
    await this.#refresher.ask(`${accountId} ${visitorId}`);
  }

  async #read(key: string): Promise<void> {
    const { pool, onSite, visitorHub, agentHub } = this.#options;
    const [account = "", id = ""] = key.split(" ");
    // Put together above, of ids.
    const accountId = Number(account) as AccountId;
    const stored = await loadDetails(pool, accountId, id);
    if (!stored) return;
    const { visitorId, name } = stored;
    onSite.rename(accountId, visitorId, name);
    visitorHub.tellDetails(visitorId, ownDetailsOf(stored));
    await agentHub.visitorChanged(accountId, visitorId);
  }
}
