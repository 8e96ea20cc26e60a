import type { AccountId, EpochMs, VisitorId } from "@causerie/domain";
import type { Cart, LatestMessage, Page, VisitorRow } from "@causerie/protocol";
import type { PlaceLookup } from "./place.ts";
import { type ChatOfVisitor, type FirstPage, type OpenPage, Presence } from "./presence.ts";
import type { StoredVisitor, VisitRecord } from "./store.ts";

/** A walk from page to page closes one connection before the next opens [VI1]. */
export const STAY_MS = 10_000;
/** How often the visit of somebody who stays on one page is written. */
const SAVE_AGAIN_MS = 60_000;

/** Those who left are shown for so long, and no more than so many of them [VI14]. */
export const LEFT_MS = 5 * 60_000;
const MOST_LEFT = 100;

/** The visitors on one account's site. */
export type Site = {
  visitors: Map<VisitorId, Presence>;
  /** Who left a short while ago, in that order. */
  left: Map<VisitorId, VisitorRow>;
  /** Whose row was touched since the last tick of the windows; the row itself may be gone. */
  changed: Set<VisitorId>;
};

/** What one page of a visitor may tell. */
export type PagePresence = {
  presence: Presence;
  showPage(page: Page): void;
  look(): void;
  setIdle(isIdle: boolean): void;
  setCart(cart: Cart | null): void;
  /** The panel was opened or closed. */
  setPanel(isOpen: boolean): void;
  leave(): void;
};

/** Who is on the sites now: in memory, as browsing presence never decides anything. */
export class OnSite {
  readonly #sites = new Map<AccountId, Site>();
  readonly #unsaved = new Map<string, VisitRecord>();
  readonly #now: () => EpochMs;
  readonly #places: PlaceLookup;

  constructor(now: () => EpochMs, places: PlaceLookup) {
    this.#now = now;
    this.#places = places;
  }

  now(): EpochMs {
    return this.#now();
  }

  site(accountId: AccountId): Site {
    const site = this.#sites.get(accountId) ?? { visitors: new Map(), left: new Map(), changed: new Set() };
    this.#sites.set(accountId, site);
    return site;
  }

  sites(): Iterable<[AccountId, Site]> {
    return this.#sites;
  }

  find(accountId: AccountId, visitorId: string): Presence | null {
    // A visitor's id from outside is only ever compared.
    return this.#sites.get(accountId)?.visitors.get(visitorId as VisitorId) ?? null;
  }

  arrive(accountId: AccountId, visitor: StoredVisitor, first: FirstPage, address: string): PagePresence {
    const site = this.site(accountId);
    const known = site.visitors.get(visitor.visitorId);
    const presence = known ?? new Presence(visitor, accountId, first, this.#now());
    const open: OpenPage = { page: first.page, isIdle: false, isPanelOpen: false, lookedAtMs: this.#now() };
    presence.pages.add(open);
    presence.leftAt = null;
    presence.show(open, first.page, this.#now());
    presence.refreshStatus();
    site.visitors.set(visitor.visitorId, presence);
    site.left.delete(visitor.visitorId);
    this.#touch(presence, true);
    if (!known) void this.#locate(presence, address);
    return this.#pageOf(presence, open);
  }

  /** A chat of theirs began, changed or ended. */
  setChat(accountId: AccountId, visitorId: VisitorId, chat: ChatOfVisitor | null): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    const isNew = chat !== null && presence.chat?.chatId !== chat.chatId;
    presence.setChat(chat);
    this.#touch(presence, isNew);
  }

  /** Costs a message next to nothing: the row is made when somebody looks, at the tick [VI12]. */
  setMessage(accountId: AccountId, visitorId: VisitorId, message: LatestMessage): void {
    const site = this.#sites.get(accountId);
    const presence = site?.visitors.get(visitorId);
    if (!site || !presence) return;
    presence.setMessage(message);
    site.changed.add(visitorId);
  }

  rename(accountId: AccountId, visitorId: VisitorId, name: string | null): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    presence.change({ name });
    this.#touch(presence, false);
  }

  /** One more chat for the column. */
  countChat(accountId: AccountId, visitorId: VisitorId): void {
    const presence = this.find(accountId, visitorId);
    if (!presence) return;
    presence.change({ chats: presence.row.chats + 1 });
    this.#touch(presence, false);
  }

  /** Lets those go whose pages have been closed for long enough; to be called about every second. */
  sweep(): void {
    const now = this.#now();
    for (const [, site] of this.#sites) {
      forget(site, now);
      for (const [visitorId, presence] of site.visitors) {
        if (presence.leftAt !== null && now - presence.leftAt >= STAY_MS) {
          site.visitors.delete(visitorId);
          site.changed.add(visitorId);
          site.left.set(visitorId, { ...presence.row, status: { kind: "offline", since: presence.leftAt } });
        } else if (presence.leftAt === null && now - presence.visit.lastSeenAt >= SAVE_AGAIN_MS) {
          presence.visit.lastSeenAt = now;
          this.#unsaved.set(presence.visit.visitId, presence.visit);
        }
      }
    }
  }

  /** What is to be written of visits since the last time. */
  takeUnsaved(): VisitRecord[] {
    const visits = [...this.#unsaved.values()];
    this.#unsaved.clear();
    return visits;
  }

  /** They could not be written: next time, unless a later record took their place. */
  putBack(visits: readonly VisitRecord[]): void {
    for (const visit of visits)
      if (!this.#unsaved.has(visit.visitId)) this.#unsaved.set(visit.visitId, visit);
  }

  #pageOf(presence: Presence, open: OpenPage): PagePresence {
    const now = this.#now;
    const changing =
      <Args extends unknown[]>(change: (...args: Args) => void, isSaved: boolean) =>
      (...args: Args) => {
        change(...args);
        this.#touch(presence, isSaved);
      };
    return {
      presence,
      showPage: changing((page: Page) => presence.show(open, page, now()), true),
      look: changing(() => {
        open.lookedAtMs = now();
        presence.refreshPage(now());
      }, false),
      setIdle: changing((isIdle: boolean) => {
        open.isIdle = isIdle;
        presence.refreshStatus();
      }, false),
      setPanel: changing((isOpen: boolean) => {
        open.isPanelOpen = isOpen;
        presence.refreshStatus();
      }, false),
      setCart: changing((cart: Cart | null) => presence.setCart(cart), false),
      leave: changing(() => this.#leave(presence, open), true),
    };
  }

  #leave(presence: Presence, open: OpenPage): void {
    presence.pages.delete(open);
    presence.visit.lastSeenAt = this.#now();
    if (presence.pages.size === 0) presence.leftAt = this.#now();
    else presence.refreshPage(this.#now());
    presence.refreshStatus();
  }

  async #locate(presence: Presence, address: string): Promise<void> {
    // A place that cannot be read is a place not known: nobody is kept from chatting by it.
    presence.setPlace(await this.#places.placeOf(address).catch(() => null));
    this.#touch(presence, true);
  }

  #touch(presence: Presence, isSaved: boolean): void {
    this.site(presence.accountId).changed.add(presence.visitorId);
    if (isSaved) this.#unsaved.set(presence.visit.visitId, presence.visit);
  }
}

/** [VI14] */
function forget({ left, changed }: Site, now: EpochMs): void {
  for (const [visitorId, { status }] of left) {
    const isOld = status.kind !== "offline" || now - status.since >= LEFT_MS;
    if (!isOld && left.size <= MOST_LEFT) return;
    left.delete(visitorId);
    changed.add(visitorId);
  }
}
