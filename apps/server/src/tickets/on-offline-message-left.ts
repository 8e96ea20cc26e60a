import type { AccountId, EpochMs } from "@causerie/domain";
import type { Pool } from "pg";
import { inTransaction } from "../platform/sql/transaction.ts";
import type { Outbox } from "./outbox.ts";

const NAME = "offline-message-mail";
const BATCH = 500;
/** Clocks of nodes differ, and what was begun before may be committed after: what is seen twice is owed once. */
const OVERLAP_MS = 3_600_000;

type Reaction = { pool: Pool; outbox: Outbox; now: () => EpochMs };

/**
 * [MA5] Every offline message left since the last time has its mail owed, at least once looked at and once owed. To be
 * called when one was left, at the start, and now and then. The first time of all, those of the last hour.
 */
export async function mailOfflineMessages({ pool, outbox, now }: Reaction): Promise<void> {
  const seenAt = now();
  const from = (await upTo(pool, seenAt)) - OVERLAP_MS;
  for (;;) {
    const messages = await unmailed(pool, from);
    for (const { accountId, chatId } of messages)
      await inTransaction(pool, (client) =>
        outbox.owe(client, { accountId, kind: "offline-message", chatId }),
      );
    if (messages.length > 0) outbox.wake();
    if (messages.length < BATCH) break;
  }
  await pool.query("update reaction set up_to = greatest(up_to, $2) where name = $1", [NAME, seenAt]);
}

async function upTo(pool: Pool, now: EpochMs): Promise<EpochMs> {
  await pool.query("insert into reaction (name, up_to) values ($1, $2) on conflict do nothing", [NAME, now]);
  const { rows } = await pool.query<{ at: EpochMs }>("select up_to as at from reaction where name = $1", [
    NAME,
  ]);
  return rows[0]?.at ?? now;
}

async function unmailed(pool: Pool, from: EpochMs): Promise<{ accountId: AccountId; chatId: string }[]> {
  const { rows } = await pool.query<{ accountId: AccountId; chatId: string }>(
    `select c.account_id as "accountId", c.id as "chatId" from chat c
     where c.status = 'offline-message' and c.started_at >= $1
       and not exists (select from mail m where m.chat_id = c.id and m.kind = 'offline-message')
     order by c.started_at limit ${BATCH}`,
    [from],
  );
  return rows;
}
