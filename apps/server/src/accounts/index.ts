import type { AccountId } from "@causerie/domain";
import type { Transaction } from "kysely";
import type { Database, Tables } from "../platform/sql/database.ts";
import { type Account, findAccountById, findAccountByKey, findFirstAccount, insertAccount } from "./store.ts";

export { type Credentials, createCredentials } from "./credentials.ts";
export { createSettings, DEFAULT_SETTINGS, type Settings, type SettingsChanged } from "./settings.ts";
export { type Cookies, createSignIn, plainEmail, type SignIn, type Who } from "./sign-in.ts";
export { type Account, lockAccount, readSecret } from "./store.ts";

export type Accounts = Readonly<{
  /** `key`: the one of the snippet, with which every page says hello. An account keeps it, so that it is remembered. */
  byKey: (key: string) => Promise<{ accountId: AccountId } | null>;
  byId: (accountId: AccountId) => Promise<Account | null>;
  /** The one that the demo shop shows; null before the set-up. */
  first: () => Promise<Account | null>;
  create: (tx: Transaction<Tables>, name: string) => Promise<Account>;
}>;

export function createAccounts({ database }: Readonly<{ database: Database }>): Accounts {
  const idsByKey = new Map<string, AccountId>();
  return {
    byKey: async (key) => {
      const accountId = idsByKey.get(key) ?? (await findAccountByKey(database, key))?.accountId;
      if (accountId === undefined) return null;
      idsByKey.set(key, accountId);
      return { accountId };
    },
    byId: async (accountId) => (await findAccountById(database, accountId)) ?? null,
    first: async () => (await findFirstAccount(database)) ?? null,
    create: insertAccount,
  };
}
