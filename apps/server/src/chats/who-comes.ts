import type { AccountId } from "@causerie/domain";
import { callerKey } from "../platform/ws/caller-address.ts";
import type { StoredVisitor } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";

type Hello = { token: string; language: string; address: string };

/** Whom the token opens, or somebody new. null: no more new ones from that address for now [LI4]. */
export async function whoComes(
  { hellos, now, allowances }: ChatsContext,
  accountId: AccountId,
  { token, language, address }: Hello,
): Promise<StoredVisitor | null> {
  const comer = { accountId, token, now: now(), language };
  const known = await hellos.known(comer);
  if (known) return known;
  const from = callerKey(address);
  const mayCome = from === null || allowances.newcomers.tryTake(from);
  return mayCome ? hellos.newcomer(comer) : null;
}
