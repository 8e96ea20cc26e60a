import type { AccountId, EpochMs, VisitorId } from "@causerie/domain";
import type { LatestMessage, Page, VisitorRow } from "@causerie/protocol";
import type { StoredVisitor } from "./comers.ts";
import { Interned } from "./interned.ts";
import { type Host, PagePresence } from "./page-presence.ts";
import type { Place, PlaceLookup } from "./place.ts";
import { type ChatOfVisitor, type FirstPage, Presence, type ToldVisit } from "./presence.ts";
import { Site } from "./site.ts";
import type { VisitRecord } from "./store.ts";

/** A walk from page to page closes one connection before the next opens [VI1]. */
export const STAY_MS = 10_000;
/** How often the visit of somebody who stays on one page is written. */
const SAVE_AGAIN_MS = 60_000;
/** [LI11] While the database is away or behind: some 60 MB. */
const MOST_UNWRITTEN = 100_000;

/** Who is on the sites now: in memory, as browsing presence never decides anything. */
export class OnSite implements Host {
  readonly #sites = new Map<AccountId, Site>();
  /** Whose visits have changed since they were written. */
  readonly #unsaved = new Set<Presence>();
  /** Those that could not be written. */
  readonly #unwritten = new Map<string, VisitRecord>();
  /** Visits that turned out to be parts of others [VI17]. */
  readonly #givenUp = new Set<string>();
  readonly #cameListeners = new Set<(presence: Presence) => void>();
  /** Of whom other nodes, where they have a page open too, are to hear. */
  readonly #shared = new Set<Presence>();
  readonly #pages = new Interned<Page>(2_000);
  readonly #knownPlaces = new Interned<Place>(2_000);
  readonly #placeOf = new Interned<Place>(2_000);
  readonly #now: () => EpochMs;
  readonly #places: PlaceLookup;
  readonly #mostUnwritten: number;

  constructor(now: () => EpochMs, places: PlaceLookup, mostUnwritten = MOST_UNWRITTEN) {
    this.#now = now;
    this.#places = places;
    this.#mostUnwritten = mostUnwritten;
  }

  now(): EpochMs {
    return this.#now();
  }

  /** Somebody has a page on this node and had none. */
  onCame(listener: (presence: Presence) => void): void {
    this.#cameListeners.add(listener);
  }

  site(accountId: AccountId): Site {
    const site = this.#sites.get(accountId) ?? new Site();
    this.#sites.set(accountId, site);
    return site;
  }

  sites(): Iterable<[AccountId, Site]> {
    return this.#sites;
  }

  /** One with pages on this node. */
  find(accountId: AccountId, visitorId: string): Presence | null {
    // A visitor's id from outside is only ever compared.
    return this.#sites.get(accountId)?.own.get(visitorId as VisitorId) ?? null;
  }

  /** One with pages on this node, all of them idle. */
  isIdleHere(accountId: AccountId, visitorId: string): boolean {
    return this.find(accountId, visitorId)?.isIdle ?? false;
  }

  /** Of a visitor on whichever node, as far as it is known here. */
  rowOf(accountId: AccountId, visitorId: string): VisitorRow | null {
    return this.#sites.get(accountId)?.rowOf(visitorId as VisitorId) ?? null;
  }

  arrive(accountId: AccountId, visitor: StoredVisitor, first: FirstPage, address: string): PagePresence {
    const now = this.#now();
    const page = this.shared(first.page);
    const known = this.find(accountId, visitor.visitorId);
    const place = this.#placeOf.known(address);
    const presence = known ?? new Presence(visitor, accountId, { ...first, page }, now, place ?? null);
    const hasCome = presence.pages.length === 0;
    const open = new PagePresence(this, presence, page);
    presence.open(open);
    if (!known) this.site(accountId).enter(presence);
    presence.show(open, page, now);
    if (known) presence.refreshStatus();
    this.touch(presence, true);
    if (hasCome) for (const listener of this.#cameListeners) listener(presence);
    if (!known && place === undefined) void this.#locate(presence, address);
    return open;
  }

  /** A chat of theirs began, changed or ended. */
  setChat(accountId: AccountId, visitorId: VisitorId, chat: ChatOfVisitor | null): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    if (chat === null && presence.chat === null) return;
    const isNew = chat !== null && presence.chat?.chatId !== chat.chatId;
    presence.setChat(chat);
    this.touch(presence, isNew);
  }

  /** Costs a message next to nothing: the row is made when somebody looks, at the tick [VI12]. */
  setMessage(accountId: AccountId, visitorId: VisitorId, message: LatestMessage): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    presence.setMessage(message);
    this.touch(presence, false);
  }

  rename(accountId: AccountId, visitorId: VisitorId, name: string | null): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    presence.change({ name });
    this.touch(presence, false);
  }

  /** One more chat for the column. */
  countChat(accountId: AccountId, visitorId: VisitorId): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    presence.change({ chats: presence.row.chats + 1 });
    this.touch(presence, false);
  }

  /** Another node has, or had a moment ago, a page of this visitor: it is one visit [VI17]. */
  learn(presence: Presence, told: ToldVisit): void {
    const givenUp = presence.learn(told);
    if (givenUp !== null) this.#givenUp.add(givenUp);
    if (givenUp !== null) this.#unsaved.add(presence);
    this.site(presence.accountId).touchOwn(presence.visitorId);
  }

  touch(presence: Presence, isOfVisit: boolean): void {
    this.site(presence.accountId).touchOwn(presence.visitorId);
    if (isOfVisit) this.#unsaved.add(presence);
    if (presence.sharers) this.#shared.add(presence);
  }

  shared(page: Page): Page {
    return this.#pages.of(`${page.url}\n${page.title}`, () => page);
  }

  /** Lets those go whose pages have been closed for long enough; to be called about every second. */
  sweep(): void {
    const now = this.#now();
    for (const [, site] of this.#sites) {
      site.forgetLeft(now);
      for (const presence of site.own.values()) this.#sweepOne(site, presence, now);
    }
  }

  #sweepOne(site: Site, presence: Presence, now: EpochMs): void {
    if (presence.leftAt !== null && now - presence.leftAt >= STAY_MS) site.depart(presence);
    else if (presence.leftAt === null && now - presence.lastSeenAt >= SAVE_AGAIN_MS) {
      presence.lastSeenAt = now;
      this.#unsaved.add(presence);
    }
  }

  /** Whose visits, shared with other nodes, have changed since the last time. */
  takeShared(): Presence[] {
    const shared = [...this.#shared];
    this.#shared.clear();
    return shared;
  }

  /** What is to be written of visits since the last time. */
  takeUnsaved(): VisitRecord[] {
    for (const { record } of this.#unsaved) this.#unwritten.set(record.visitId, record);
    const visits = [...this.#unwritten.values()].filter(({ visitId }) => !this.#givenUp.has(visitId));
    this.#unsaved.clear();
    this.#unwritten.clear();
    return visits;
  }

  /** They could not be written: next time, unless a later record took their place. Past the bound, those still here. */
  putBack(visits: readonly VisitRecord[], givenUp: readonly string[] = []): void {
    for (const visit of visits.slice(0, this.#mostUnwritten)) this.#unwritten.set(visit.visitId, visit);
    for (const visitId of givenUp) this.#givenUp.add(visitId);
  }

  /** Visits that may have been written and were none of their own. */
  takeGivenUp(): string[] {
    const givenUp = [...this.#givenUp];
    this.#givenUp.clear();
    return givenUp;
  }

  async #locate(presence: Presence, address: string): Promise<void> {
    // A place that cannot be read is a place not known: nobody is kept from chatting by it.
    const place = await this.#places.placeOf(address).catch(() => null);
    const known = place && this.#knownPlaces.of(JSON.stringify(place), () => place);
    if (known) this.#placeOf.of(address, () => known);
    presence.setPlace(known);
    this.touch(presence, true);
  }
}
