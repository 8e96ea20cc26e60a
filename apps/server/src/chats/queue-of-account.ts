import {
  type AgentId,
  type ChatId,
  concerns,
  type DepartmentId,
  type EpochMs,
  hasTaker,
  type ServingDepartments,
} from "@causerie/domain";
import type { Queue } from "@causerie/protocol";

export type WaitingChat = {
  queueNumber: number;
  since: EpochMs;
  departmentId: DepartmentId | null;
  /** Who is never offered it [TR4]. */
  excluded: readonly AgentId[];
};

/** `online`: connected, with the status Online. */
export type Eligible = { departments: ServingDepartments; online: ReadonlySet<AgentId> };

type Entry = WaitingChat & { chatId: ChatId };
/** The requests of one department, or those without one. `first`: the oldest; null when it must be looked for. */
type Bucket = { entries: Map<ChatId, Entry>; first: Entry | null };

/**
 * The requests of one account and who may serve them [QU5]. Agents of the same departments see the same, so that it
 * is counted once for all of them; only those whom a transfer excluded are counted for one by one.
 */
export class AccountQueue {
  readonly #buckets = new Map<DepartmentId | null, Bucket>();
  readonly #departmentOf = new Map<ChatId, DepartmentId | null>();
  readonly #excludedFrom = new Map<AgentId, Set<Entry>>();
  /** By the departments of a group of agents; emptied by every change. */
  readonly #counted = new Map<string, Queue>();
  #departments: Eligible["departments"] = new Map();
  #online: Eligible["online"] = new Set();
  #departmentsOf = new Map<AgentId, DepartmentId[]>();

  chatIds(): ChatId[] {
    return [...this.#departmentOf.keys()];
  }

  set(chatId: ChatId, waiting: WaitingChat): void {
    this.delete(chatId);
    const { departmentId } = waiting;
    const entry = { chatId, ...waiting };
    const bucket = this.#buckets.get(departmentId) ?? { entries: new Map(), first: null };
    this.#buckets.set(departmentId, bucket);
    this.#departmentOf.set(chatId, departmentId);
    const isFirst =
      bucket.entries.size === 0 || (bucket.first && entry.queueNumber < bucket.first.queueNumber);
    bucket.entries.set(chatId, entry);
    if (isFirst) bucket.first = entry;
    for (const agentId of entry.excluded) this.#exclusionsOf(agentId).add(entry);
    this.#counted.clear();
  }

  /** false: it was not here. */
  delete(chatId: ChatId): boolean {
    const departmentId = this.#departmentOf.get(chatId);
    if (departmentId === undefined) return false;
    this.#departmentOf.delete(chatId);
    const bucket = this.#buckets.get(departmentId);
    const entry = bucket?.entries.get(chatId);
    if (!bucket || !entry) return false;
    bucket.entries.delete(chatId);
    if (bucket.first === entry) bucket.first = null;
    if (bucket.entries.size === 0) this.#buckets.delete(departmentId);
    for (const agentId of entry.excluded) this.#forgetExclusion(agentId, entry);
    this.#counted.clear();
    return true;
  }

  setEligible({ departments, online }: Eligible): void {
    this.#departments = departments;
    this.#online = online;
    this.#departmentsOf = new Map();
    for (const [departmentId, members] of departments) {
      for (const agentId of members) this.#departmentsOf.set(agentId, [...this.#of(agentId), departmentId]);
    }
    this.#counted.clear();
  }

  /** What this agent is offered. */
  queueOf(agentId: AgentId): Queue {
    const queue = this.#countedFor(agentId);
    const excluded = [...(this.#excludedFrom.get(agentId) ?? [])].filter((entry) =>
      concerns(agentId, entry, this.#departments),
    );
    if (excluded.length === 0) return queue;
    const isOffered = !excluded.some(({ chatId }) => chatId === queue.oldest?.chatId);
    return {
      count: queue.count - excluded.length,
      oldest: isOffered ? queue.oldest : oldestOf(this.#firstBut(new Set(excluded), agentId)),
      onlyExcluded: excluded.filter((entry) => !hasTaker(entry, this.#departments, this.#online)).length,
    };
  }

  /** [VI10] Those that wait and are not offered to this agent. */
  withheldFrom(agentId: AgentId): ReadonlySet<ChatId> {
    const offered = new Set(this.#bucketsFor(agentId));
    const withheld = new Set([...(this.#excludedFrom.get(agentId) ?? [])].map(({ chatId }) => chatId));
    for (const bucket of this.#buckets.values())
      if (!offered.has(bucket)) for (const chatId of bucket.entries.keys()) withheld.add(chatId);
    return withheld;
  }

  #countedFor(agentId: AgentId): Queue {
    const key = this.#of(agentId).join();
    const known = this.#counted.get(key);
    if (known) return known;
    const buckets = this.#bucketsFor(agentId);
    const queue = {
      count: buckets.reduce((count, { entries }) => count + entries.size, 0),
      oldest: oldestOf(earliest(buckets.map(firstOf))),
      onlyExcluded: 0,
    };
    this.#counted.set(key, queue);
    return queue;
  }

  /** Looks through all: only for one whom a transfer excluded from the oldest. */
  #firstBut(excluded: ReadonlySet<Entry>, agentId: AgentId): Entry | null {
    const entries = this.#bucketsFor(agentId).flatMap((bucket) => [...bucket.entries.values()]);
    return earliest(entries.filter((entry) => !excluded.has(entry)));
  }

  #bucketsFor(agentId: AgentId): Bucket[] {
    return [...this.#buckets]
      .filter(([departmentId]) => concerns(agentId, { departmentId }, this.#departments))
      .map(([, bucket]) => bucket);
  }

  #of(agentId: AgentId): DepartmentId[] {
    return this.#departmentsOf.get(agentId) ?? [];
  }

  #exclusionsOf(agentId: AgentId): Set<Entry> {
    const entries = this.#excludedFrom.get(agentId) ?? new Set();
    this.#excludedFrom.set(agentId, entries);
    return entries;
  }

  #forgetExclusion(agentId: AgentId, entry: Entry): void {
    const entries = this.#exclusionsOf(agentId);
    entries.delete(entry);
    if (entries.size === 0) this.#excludedFrom.delete(agentId);
  }
}

function firstOf(bucket: Bucket): Entry | null {
  bucket.first ??= earliest([...bucket.entries.values()]);
  return bucket.first;
}

function earliest(entries: readonly (Entry | null)[]): Entry | null {
  return entries.reduce(
    (first, entry) => (entry && (!first || entry.queueNumber < first.queueNumber) ? entry : first),
    null,
  );
}

function oldestOf(entry: Entry | null): Queue["oldest"] {
  return entry && { chatId: entry.chatId, since: entry.since };
}
