import type { AccountId } from "@causerie/domain";
import type { Pool } from "pg";
import { Refresher } from "../platform/refresher.ts";
import type { FollowUp } from "./follow-up.ts";
import type { ChatChange } from "./live-chats.ts";

type Options = {
  pool: Pool;
  tell: (accountId: AccountId, count: number) => void;
  followUp: FollowUp;
};

/** [HI2] How many offline messages nobody has read yet: what the left bar of every dashboard shows. */
export class Unread {
  readonly #options: Options;
  readonly #counts: Refresher<AccountId>;

  constructor(options: Options) {
    this.#options = options;
    this.#counts = new Refresher(async (accountId) => options.tell(accountId, await this.count(accountId)));
  }

  async count(accountId: AccountId): Promise<number> {
    const { rows } = await this.#options.pool.query<{ count: number }>({
      name: "count-unread",
      text: "select count(*) from chat where account_id = $1 and unread",
      values: [accountId],
    });
    return rows[0]?.count ?? 0;
  }

  note({ chat, events }: ChatChange): void {
    const isAbout = events.some(({ type }) => type === "OfflineMessageLeft" || type === "OfflineMessageRead");
    const { accountId, chatId } = chat;
    if (isAbout) this.#options.followUp(() => this.tell(accountId), { accountId, chatId });
  }

  /** What it is now. */
  tell(accountId: AccountId): Promise<void> {
    return this.#counts.ask(accountId);
  }
}
