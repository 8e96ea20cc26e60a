import type { AccountId } from "@causerie/domain";
import { callerKey } from "../platform/ws/caller-address.ts";
import { knownVisitor, newVisitor, type StoredVisitor } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";

type Comer = { token: string; language: string; address: string };

/** Whom the token opens, or somebody new. null: no more new ones from that address for now [LI4]. */
export async function whoComes(
  { pool, now, allowances }: ChatsContext,
  accountId: AccountId,
  { token, language, address }: Comer,
): Promise<StoredVisitor | null> {
  const known = await knownVisitor(pool, accountId, token, now());
  if (known) return known;
  const from = callerKey(address);
  const mayCome = from === null || allowances.newcomers.tryTake(from);
  return mayCome ? newVisitor(pool, accountId, token, now(), language) : null;
}
