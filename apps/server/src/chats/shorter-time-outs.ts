import type { AccountId, TimeOutReason } from "@causerie/domain";
import type { Pool } from "pg";
import { afterMsOf, type DeadlineSettings } from "./deadline-rules.ts";

const KINDS: readonly TimeOutReason[] = ["visitor-gone", "idle"];

type Changed = Readonly<{ accountId: AccountId; before: DeadlineSettings; after: DeadlineSettings }>;

/**
 * [SE7] A deadline that was set by the longer time-out comes forward by as much. One that is too early is only asked
 * again when due, as after a lengthening.
 */
export async function bringDeadlinesForward(
  pool: Pick<Pool, "query">,
  { accountId, before, after }: Changed,
): Promise<void> {
  for (const kind of KINDS) {
    const byMs = afterMsOf(kind, before) - afterMsOf(kind, after);
    if (byMs <= 0) continue;
    await pool.query("update deadline set due_at = due_at - $3 where account_id = $1 and kind = $2", [
      accountId,
      kind,
      byMs,
    ]);
  }
}
