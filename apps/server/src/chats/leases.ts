import type { AccountId, EpochMs, VisitorId } from "@causerie/domain";
import type { Pool } from "pg";

/** Renewed every third of it, so that two renewals may fail. */
export const LEASE_MS = 15_000;

export type LeaseKind = "agent" | "visitor";
export type Lapsed = { kind: LeaseKind; subject: string; accountId: AccountId; lapsedAt: EpochMs };

type SettingsOf = (accountId: AccountId) => { visitorGoneAfterMs: number };

type Holding = { kind: LeaseKind; subject: string; accountId: AccountId };

/** Whether a visitor is idle on all of their pages on this node. */
export type IsIdleHere = (accountId: AccountId, visitorId: string) => boolean;

/**
 * Who is connected, as far as decisions go: rows that a node holds and renews, so that a node that dies lets go of
 * its people. A row stays after the person went, and says since when.
 */
export class Leases {
  readonly #held = new Map<string, Holding>();
  /** One person's writes in their order: a reload lets go and takes hold in the same instant. */
  readonly #lanes = new Map<string, Promise<void>>();
  #isStopped = false;
  readonly #pool: Pool;
  readonly #nodeId: string;
  readonly #now: () => EpochMs;
  readonly #isIdleHere: IsIdleHere;

  constructor(pool: Pool, nodeId: string, now: () => EpochMs, isIdleHere: IsIdleHere) {
    this.#pool = pool;
    this.#nodeId = nodeId;
    this.#now = now;
    this.#isIdleHere = isIdleHere;
  }

  async hold(accountId: AccountId, kind: LeaseKind, subject: string): Promise<void> {
    if (this.#isStopped) return;
    const holding = { kind, subject, accountId };
    this.#held.set(keyOf(holding), holding);
    await this.#inOrder(holding, this.#now() + LEASE_MS);
  }

  /** Gone as of now, or for so long already; nothing if not held. */
  async release(kind: LeaseKind, subject: string, goneForMs = 0): Promise<void> {
    const holding = this.#held.get(`${kind} ${subject}`);
    if (!holding) return;
    this.#held.delete(keyOf(holding));
    await this.#inOrder(holding, this.#now() - goneForMs, true);
  }

  /** Lets all go as of now, and takes hold of nobody any more: their sockets close only after the store does. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#lanes.values());
    const held = [...this.#held.values()];
    this.#held.clear();
    if (held.length > 0) await this.#write(held, this.#now(), true);
  }

  /** Of these, those whom any node holds now. */
  async among(kind: LeaseKind, subjects: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.#pool.query<{ subject: string }>({
      name: "held-among",
      text: "select distinct subject from lease where kind = $1 and subject = any($2::text[]) and held_until > $3",
      values: [kind, subjects, this.#now()],
    });
    return new Set(rows.map(({ subject }) => subject));
  }

  async renew(): Promise<void> {
    if (this.#held.size > 0) await this.#write([...this.#held.values()], this.#now() + LEASE_MS);
  }

  #inOrder(holding: Holding, heldUntil: EpochMs, isLettingGo = false): Promise<void> {
    const key = keyOf(holding);
    const written = (this.#lanes.get(key) ?? Promise.resolve()).then(() =>
      this.#write([holding], heldUntil, isLettingGo),
    );
    const lane = written.catch(() => undefined);
    this.#lanes.set(key, lane);
    void lane.then(() => {
      if (this.#lanes.get(key) === lane) this.#lanes.delete(key);
    });
    return written;
  }

  async #write(holdings: Holding[], heldUntil: EpochMs, isLettingGo = false): Promise<void> {
    await this.#pool.query({
      name: "write-leases",
      text: `insert into lease (kind, subject, account_id, node_id, held_until, is_idle)
             select kind, subject, account_id, $4, $5, is_idle
             from unnest($1::text[], $2::text[], $3::bigint[], $7::boolean[])
               as i(kind, subject, account_id, is_idle)
             order by kind, subject
             on conflict (kind, subject, node_id) do update
             set is_idle = excluded.is_idle, held_until = case when $6 then excluded.held_until
                                   else greatest(lease.held_until, excluded.held_until) end`,
      values: [
        holdings.map(({ kind }) => kind),
        holdings.map(({ subject }) => subject),
        holdings.map(({ accountId }) => accountId),
        this.#nodeId,
        heldUntil,
        // A hold that overtakes a renewal does not cut it short; only letting go does.
        isLettingGo,
        // Told with what is written anyway: a visitor who moves the mouse costs no write [CH17].
        holdings.map((holding) => this.#isIdle(holding)),
      ],
    });
  }

  #isIdle({ kind, accountId, subject }: Holding): boolean {
    return kind === "visitor" && this.#isIdleHere(accountId, subject);
  }
}

function keyOf({ kind, subject }: Holding): string {
  return `${kind} ${subject}`;
}

/** Those whose last lease has ended: nobody who is connected. How long they are waited for is their account's affair. */
export async function lapsedLeases(pool: Pool, now: EpochMs): Promise<Lapsed[]> {
  const { rows } = await pool.query<Lapsed>({
    name: "lapsed-leases",
    text: `select kind, subject, account_id as "accountId", max(held_until) as "lapsedAt" from lease
           group by kind, subject, account_id
           having max(held_until) <= $1
           order by max(held_until)`,
    values: [now],
  });
  return rows;
}

/** What lapsed was acted on. One that was taken anew meanwhile stays. */
export async function forgetLapsed(pool: Pool, { kind, subject, lapsedAt }: Lapsed): Promise<void> {
  await pool.query({
    name: "forget-lapsed",
    text: "delete from lease where kind = $1 and subject = $2 and held_until <= $3",
    values: [kind, subject, lapsedAt],
  });
}

export async function isHeld(
  db: { query: Pool["query"] },
  kind: LeaseKind,
  subject: string,
  now: EpochMs,
): Promise<boolean> {
  const { rows } = await db.query({
    name: "is-held",
    text: "select from lease where kind = $1 and subject = $2 and held_until > $3 limit 1",
    values: [kind, subject, now],
  });
  return rows.length > 0;
}

/**
 * [CH17] Not idle on one of their pages, on whichever node, or until the last of them closed just now: `since`. A node of
 * the release before says nothing of it, and its visitors count as idle.
 */
export async function isVisitorActive(pool: Pool, visitorId: VisitorId, since: EpochMs): Promise<boolean> {
  const { rows } = await pool.query({
    name: "is-visitor-active",
    text: `select from lease
           where kind = 'visitor' and subject = $1 and held_until > $2 and not is_idle limit 1`,
    values: [visitorId, since],
  });
  return rows.length > 0;
}

/** In a chat, or invited. */
const AGENTS_NEEDED = `
  select unnest(agent_ids) as id, account_id from chat where status = 'served'
  union select unnest(invited_ids) as id, account_id from chat where invited_ids <> '{}'`;

/** At the start: where nobody is held, the whole service was down. */
export async function graceAfterDowntime(
  pool: Pool,
  nodeId: string,
  now: EpochMs,
  settingsOf: SettingsOf,
): Promise<void> {
  const { rows } = await pool.query("select from lease where held_until > $1 limit 1", [now]);
  if (rows.length === 0) await graceForAll(pool, nodeId, now, settingsOf);
}

/**
 * Nobody is blamed for what kept everybody away: what lapsed meanwhile gets its full grace from now, and everybody who
 * is in an open chat gets a lease that has just ended, to be taken up again by coming back. Who is held stays so.
 */
export async function graceForAll(
  pool: Pool,
  nodeId: string,
  now: EpochMs,
  settingsOf: SettingsOf,
): Promise<void> {
  await pool.query("update lease set held_until = $1 where held_until < $1", [now]);
  // In this node's name, whatever rows of others there are: one that lets go late writes the time of long ago.
  await pool.query(
    `insert into lease (kind, subject, account_id, node_id, held_until)
     select 'agent', id::text, account_id, $1, $2::bigint from (${AGENTS_NEEDED}) as needed
     union all
     select 'visitor', visitor_id, account_id, $1, $2::bigint from chat
     where status in ('waiting', 'served', 'unattended')
     on conflict do nothing`,
    [nodeId, now],
  );
  await putDeadlinesOff(pool, now, settingsOf);
}

/**
 * An agent who is in a chat, or invited, and of whom no lease tells, is missed from now on: their command was carried out
 * after they had been gone for so long that it was forgotten [CH10].
 */
export async function missAgents(pool: Pool, nodeId: string, now: EpochMs): Promise<void> {
  await pool.query({
    name: "miss-agents",
    text: `insert into lease (kind, subject, account_id, node_id, held_until)
           select 'agent', id::text, account_id, $1, $2::bigint from (${AGENTS_NEEDED}) as needed
           where not exists (select from lease l where l.kind = 'agent' and l.subject = needed.id::text)
           on conflict do nothing`,
    values: [nodeId, now],
  });
}

async function putDeadlinesOff(pool: Pool, now: EpochMs, settingsOf: SettingsOf): Promise<void> {
  const { rows } = await pool.query<{ accountId: AccountId }>(
    'select distinct account_id as "accountId" from deadline',
  );
  for (const { accountId } of rows)
    await pool.query("update deadline set due_at = greatest(due_at, $2) where account_id = $1", [
      accountId,
      now + settingsOf(accountId).visitorGoneAfterMs,
    ]);
}
