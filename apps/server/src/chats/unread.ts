import type { AccountId } from "@causerie/domain";
import type { Pool } from "pg";
import type { ChatChange } from "./live-chats.ts";

type Options = {
  pool: Pool;
  tell: (accountId: AccountId, count: number) => void;
  onError: (error: unknown) => void;
};

/** [HI2] How many offline messages nobody has read yet: what the left bar of every dashboard shows. */
export class Unread {
  readonly #options: Options;
  /** Accounts that are being counted; true: something has changed since the count began. */
  readonly #counting = new Map<AccountId, boolean>();

  constructor(options: Options) {
    this.#options = options;
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
    if (isAbout) this.#recount(chat.accountId);
  }

  /** One count at a time and account, however many messages come. */
  #recount(accountId: AccountId): void {
    const isUnderWay = this.#counting.has(accountId);
    this.#counting.set(accountId, isUnderWay);
    if (isUnderWay) return;
    this.count(accountId)
      .then((count) => this.#options.tell(accountId, count))
      .catch(this.#options.onError)
      .finally(() => {
        const isOld = this.#counting.get(accountId);
        this.#counting.delete(accountId);
        if (isOld) this.#recount(accountId);
      });
  }
}
