import { randomBytes } from "node:crypto";
import type { AccountId } from "@causerie/domain";
import type { Transaction } from "kysely";
import type { Database, Tables } from "../platform/sql/database.ts";
import type {} from "./tables.ts";

/** `key`: the public one, 32 characters, which stands in the snippet. */
export type Account = Readonly<{
  accountId: AccountId;
  name: string;
  key: string;
  timeZone: string;
  createdAt: Date;
}>;

export function insertAccount(tx: Transaction<Tables>, name: string): Promise<Account> {
  const key = randomBytes(16).toString("hex");
  return tx.insertInto("account").values({ name, key }).returning(columns).executeTakeFirstOrThrow();
}

export function findAccountByKey(database: Database, key: string): Promise<Account | undefined> {
  return database.selectFrom("account").select(columns).where("key", "=", key).executeTakeFirst();
}

export function findAccountById(database: Database, accountId: AccountId): Promise<Account | undefined> {
  return database.selectFrom("account").select(columns).where("id", "=", accountId).executeTakeFirst();
}

export function findFirstAccount(database: Database): Promise<Account | undefined> {
  return database.selectFrom("account").select(columns).orderBy("id").limit(1).executeTakeFirst();
}

/**
 * For whoever changes agents and departments, one at a time. Claims on chats take it too: none is decided on a
 * department that is just being changed.
 */
export async function lockAccount(tx: Transaction<Tables>, accountId: AccountId): Promise<void> {
  await tx.selectFrom("account").select("id").where("id", "=", accountId).forNoKeyUpdate().execute();
}

/** Drawn by the first migration, once for all nodes. */
export async function readSecret(database: Database, name: "sign-in" | "set-up"): Promise<string> {
  const secret = database.selectFrom("installation_secret").select("value").where("name", "=", name);
  return (await secret.executeTakeFirstOrThrow()).value;
}

const columns = [
  "id as accountId",
  "name",
  "key",
  "time_zone as timeZone",
  "created_at as createdAt",
] as const;
