import type { EpochMs } from "@causerie/domain";
import type { Pool } from "pg";
import { type Bus, NODE_SILENT_MS, type NodeId } from "../platform/bus/bus.ts";
import type { Leases } from "./leases.ts";

/** A beat so late tells nothing of the others: the silence was ours, or the database's. */
const OWN_SILENCE_MS = 3_000;
/** A node that has just started is not on the bus at once. */
const UNHEARD_WARN_MS = 10_000;

type Row = { id: NodeId; beat: number };
type Seen = { beat: number; firstAtMs: number; changedAtMs: number };

export type NodesOptions = {
  pool: Pool;
  bus: Pick<Bus, "nodeId" | "others" | "lagMs">;
  leases: Pick<Leases, "renew">;
  now: () => EpochMs;
  log: { warn(message: string): void };
  /** Another node is at work, and what it tells does not come here. */
  onUnheard: () => void;
  /** Of a clock that nobody sets. */
  nowMs?: () => number;
};

/**
 * The nodes at work, as the store says: each counts up a row every second. One whose row stands still, and of whom the
 * bus hears nothing either, is dead, and its people are gone with it [ND3]. No two machines' clocks are compared.
 */
export class Nodes {
  readonly #options: NodesOptions;
  readonly #nowMs: () => number;
  #seen = new Map<NodeId, Seen>();
  #lookedAtMs: number | null = null;
  #isWarned = false;

  constructor(options: NodesOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  /** To be called every second. */
  async beat(): Promise<void> {
    const { bus, leases, onUnheard } = this.#options;
    const rows = await this.#beatAndLook();
    const isTakenForDead =
      this.#lookedAtMs !== null && rows.some(({ id, beat }) => id === bus.nodeId && beat === 1);
    if (isTakenForDead) await leases.renew();
    this.#take(rows.filter(({ id }) => id !== bus.nodeId));
    const heard = bus.others();
    const silent = [...this.#seen].filter(([id]) => !heard.has(id));
    const dead = silent.filter(([, { changedAtMs }]) => this.#nowMs() - changedAtMs >= NODE_SILENT_MS);
    if (dead.length > 0) await this.#bury(dead.map(([id]) => id));
    const unheard = silent.filter(([, { changedAtMs }]) => changedAtMs === this.#lookedAtMs);
    if (unheard.length > 0) onUnheard();
    this.#warn(unheard.map(([, seen]) => seen));
  }

  /** Of a node that stops: nobody waits for it. */
  async leave(): Promise<void> {
    const { pool, bus } = this.#options;
    await pool.query("delete from node where id = $1", [bus.nodeId]);
  }

  async #beatAndLook(): Promise<Row[]> {
    const { rows } = await this.#options.pool.query<Row>({
      name: "beat",
      text: `with own as (
               insert into node (id, beat) values ($1, 1)
               on conflict (id) do update set beat = node.beat + 1 returning id, beat
             )
             select id, beat from own union all select id, beat from node where id <> $1`,
      values: [this.#options.bus.nodeId],
    });
    return rows;
  }

  #take(others: readonly Row[]): void {
    const nowMs = this.#nowMs();
    const wasSilent = this.#lookedAtMs === null || nowMs - this.#lookedAtMs > OWN_SILENCE_MS;
    this.#lookedAtMs = nowMs;
    const seen = others.map(({ id, beat }): [NodeId, Seen] => {
      const before = this.#seen.get(id);
      const isStill = before?.beat === beat && !wasSilent;
      return [
        id,
        { beat, firstAtMs: before?.firstAtMs ?? nowMs, changedAtMs: isStill ? before.changedAtMs : nowMs },
      ];
    });
    this.#seen = new Map(seen);
  }

  /** [CH10] [CH12] From now on they are waited for as anybody who has gone. */
  async #bury(dead: readonly NodeId[]): Promise<void> {
    const { pool, now } = this.#options;
    await pool.query("update lease set held_until = $2 where node_id = any($1) and held_until > $2", [
      dead,
      now(),
    ]);
    await pool.query("delete from node where id = any($1)", [dead]);
    for (const id of dead) this.#seen.delete(id);
  }

  /** Once: a Redis that is away is told of by the bus itself. */
  #warn(unheard: readonly Seen[]): void {
    const isLong = unheard.some(({ firstAtMs }) => this.#nowMs() - firstAtMs > UNHEARD_WARN_MS);
    if (this.#isWarned || !isLong || this.#options.bus.lagMs() === null) return;
    this.#isWarned = true;
    this.#options.log.warn(
      "Another node works on this database and is not heard of: what happens there is seen here a second later, and " +
        "its visitors are not listed here. Set REDIS_URL, the same for every node",
    );
  }
}
