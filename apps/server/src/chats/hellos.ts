import type { AccountId, ChatId, VisitorId } from "@causerie/domain";
import type { Pool } from "pg";
import { Together } from "../platform/sql/together.ts";
import { type Come, type Comer, visitorsWhoCome } from "../visitors/index.ts";
import { openChatsOf, type VisitorOfAccount } from "./store.ts";

/** What a visitor's hello asks the database: those who come at the same time ask together. */
export class Hellos {
  readonly #comers: Together<Comer, Come | null>;
  readonly #open: Together<VisitorOfAccount, ChatId | null>;

  constructor(pool: Pool) {
    this.#comers = new Together((comers) => visitorsWhoCome(pool, comers));
    this.#open = new Together((visitors) => openChatsOf(pool, visitors));
  }

  /** Whom the token opens, or somebody new; null: nobody has it, and they may not be new. */
  come(comer: Comer): Promise<Come | null> {
    return this.#comers.ask(comer);
  }

  openChat(accountId: AccountId, visitorId: VisitorId): Promise<ChatId | null> {
    return this.#open.ask({ accountId, visitorId });
  }
}
