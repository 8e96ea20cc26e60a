import type { AccountId, ChatId, VisitorId } from "@causerie/domain";
import type { Pool } from "pg";
import { Together } from "../platform/sql/together.ts";
import { type Comer, insertVisitors, knownVisitors, type StoredVisitor } from "../visitors/index.ts";
import { openChatsOf, type VisitorOfAccount } from "./store.ts";

/** What a visitor's hello asks the database: those who come at the same time ask together. */
export class Hellos {
  readonly #known: Together<Comer, StoredVisitor | null>;
  readonly #newcomers: Together<Comer, StoredVisitor>;
  readonly #open: Together<VisitorOfAccount, ChatId | null>;

  constructor(pool: Pool) {
    this.#known = new Together((comers) => knownVisitors(pool, comers));
    this.#newcomers = new Together((comers) => insertVisitors(pool, comers));
    this.#open = new Together((visitors) => openChatsOf(pool, visitors));
  }

  /** null: nobody has this token. */
  known(comer: Comer): Promise<StoredVisitor | null> {
    return this.#known.ask(comer);
  }

  /** The one who has the token, should somebody have got it meanwhile. */
  newcomer(comer: Comer): Promise<StoredVisitor> {
    return this.#newcomers.ask(comer);
  }

  openChat(accountId: AccountId, visitorId: VisitorId): Promise<ChatId | null> {
    return this.#open.ask({ accountId, visitorId });
  }
}
