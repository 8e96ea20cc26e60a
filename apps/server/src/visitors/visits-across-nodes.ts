import type { AccountId, VisitorId } from "@causerie/domain";
import type { Bus, NodeId, Topic } from "../platform/bus/bus.ts";
import type { OnSite } from "./on-site.ts";
import { type Later, Paced } from "./paced.ts";
import type { Presence, ToldVisit } from "./presence.ts";
import { addsTo, type Visit } from "./visit.ts";

/** Longer than any answer takes between nodes that hear each other. */
const ANSWER_MS = 1_000;
const MOST_ASKED_AT_ONCE = 500;

type VisitsAsked = { accountId: AccountId; visitorIds: readonly VisitorId[] };
type VisitNews = ToldVisit & { accountId: AccountId; visitorId: VisitorId };

/**
 * A visit that walks from node to node, or is on two at once, is one visit [VI17]: a node on which somebody arrives asks
 * the others, and those with pages open on both tell each other what changes.
 */
export class VisitsAcrossNodes {
  readonly #onSite: OnSite;
  readonly #later: Later;
  readonly #asked: Topic<VisitsAsked>;
  readonly #visits: Topic<VisitNews>;
  readonly #waiting = new Map<string, Set<(visit: Visit | null) => void>>();
  readonly #asking: Paced;
  #toAsk: Iterator<VisitsAsked> | null = null;

  constructor(bus: Bus, onSite: OnSite, later: Later) {
    this.#onSite = onSite;
    this.#later = later;
    this.#asking = new Paced(() => this.#askPiece(), later);
    this.#asked = bus.topic("visits asked");
    this.#visits = bus.topic("visits");
    this.#asked.listen((asked) => this.#answer(asked));
    this.#visits.listen((news, from) => this.#hear(news, from));
    onSite.onCame(({ accountId, visitorId }) => {
      if (bus.others().size > 0) this.#asked.tell({ accountId, visitorIds: [visitorId] });
    });
  }

  tick(): void {
    for (const presence of this.#onSite.takeShared()) {
      this.#tell(presence);
      // From now on they hear only of what is asked.
      if (presence.leftAt !== null) presence.sharers = null;
    }
  }

  /** That somebody came, or what they did since, may have been missed. */
  reread(): void {
    this.#toAsk = this.#all();
    this.#asking.start();
  }

  lose(nodeId: NodeId): void {
    for (const [, site] of this.#onSite.sites())
      for (const presence of site.own.values()) unshare(presence, nodeId);
  }

  /** The visit of somebody who is on any node now; null: nobody is, or nobody answers. */
  async of(accountId: AccountId, visitorId: string): Promise<Visit | null> {
    const own = this.#onSite.find(accountId, visitorId);
    if (own) return own.visit;
    const row = this.#onSite.rowOf(accountId, visitorId);
    // The ids of rows are those of visitors.
    return row && this.#ask(accountId, row.visitorId as VisitorId);
  }

  #ask(accountId: AccountId, visitorId: VisitorId): Promise<Visit | null> {
    const key = keyOf(accountId, visitorId);
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting);
    return new Promise((resolve) => {
      waiting.add(resolve);
      this.#later(() => this.#giveUp(key, resolve), ANSWER_MS);
      this.#asked.tell({ accountId, visitorIds: [visitorId] });
    });
  }

  #giveUp(key: string, resolve: (visit: Visit | null) => void): void {
    const waiting = this.#waiting.get(key);
    if (!waiting?.delete(resolve)) return;
    if (waiting.size === 0) this.#waiting.delete(key);
    resolve(null);
  }

  #answer({ accountId, visitorIds }: VisitsAsked): void {
    for (const visitorId of visitorIds) {
      const presence = this.#onSite.find(accountId, visitorId);
      if (presence) this.#tell(presence);
    }
  }

  #hear({ accountId, visitorId, ...told }: VisitNews, from: NodeId): void {
    const key = keyOf(accountId, visitorId);
    for (const resolve of this.#waiting.get(key) ?? []) resolve(told.visit);
    this.#waiting.delete(key);
    const presence = this.#onSite.find(accountId, visitorId);
    if (!presence) return;
    this.#onSite.learn(presence, told);
    if (!told.isOpen) return unshare(presence, from);
    if (presence.leftAt === null) this.#share(presence, told, from);
    // Closed again before we were heard: what was seen here is part of the visit.
    else if (addsTo(told.visit, presence.visit)) this.#tell(presence);
  }

  /** Two that were told of each other and know the same say nothing more. */
  #share(presence: Presence, { visit }: ToldVisit, from: NodeId): void {
    const isNew = !presence.sharers?.has(from);
    presence.sharers = (presence.sharers ?? new Set()).add(from);
    if (isNew || addsTo(visit, presence.visit)) this.#tell(presence);
  }

  #tell(presence: Presence): void {
    const { accountId, visitorId, visit, lookedAt, cartAt, leftAt } = presence;
    const { place, cart } = presence.row;
    const isOpen = leftAt === null;
    this.#visits.tell({ accountId, visitorId, visit, isOpen, lookedAt, place, cart, cartAt });
  }

  #askPiece(): boolean {
    const next = this.#toAsk?.next();
    if (!next || next.done) return false;
    this.#asked.tell(next.value);
    return true;
  }

  *#all(): Iterator<VisitsAsked> {
    for (const [accountId, site] of this.#onSite.sites()) {
      const all = [...site.own.keys()];
      for (let from = 0; from < all.length; from += MOST_ASKED_AT_ONCE)
        yield { accountId, visitorIds: all.slice(from, from + MOST_ASKED_AT_ONCE) };
    }
  }
}

function keyOf(accountId: AccountId, visitorId: VisitorId): string {
  return `${accountId} ${visitorId}`;
}

function unshare(presence: Presence, nodeId: NodeId): void {
  if (presence.sharers?.delete(nodeId) && presence.sharers.size === 0) presence.sharers = null;
}
