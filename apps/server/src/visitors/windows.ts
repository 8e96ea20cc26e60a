import type { AccountId, VisitorId } from "@causerie/domain";
import type { VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import { Listing } from "./listing.ts";
import type { OnSite } from "./on-site.ts";
import type { Site } from "./site.ts";
import { Watch } from "./window.ts";

/** Four times a second at most. */
export const TICK_MS = 250;

export type Watcher = {
  send(frame: WindowFrame): void;
  /** Visitors on the site, for the left bar. */
  sendCount(count: number): void;
  /** [VI10] The chats that wait and that this agent is not offered. */
  withheld(): ReadonlySet<string>;
};

type Asked = { id: number; window: VisitorWindow };
/** `hasSearched`: a list was made for them since the last tick. `asked`: the window that they get with the next. */
type Watching = { watch: Watch | null; count: number; hasSearched: boolean; asked: Asked | null };
/** `isAhead`: changes were taken for one watcher that the others were not told of yet. */
type Board = { listings: Map<string, Listing>; watchers: Map<Watcher, Watching>; isAhead: boolean };

/** Who looks at which part of which list. */
export class Windows {
  readonly #boards = new Map<AccountId, Board>();
  readonly #onSite: OnSite;

  constructor(onSite: OnSite) {
    this.#onSite = onSite;
  }

  join(accountId: AccountId, watcher: Watcher): void {
    this.#board(accountId).watchers.set(watcher, {
      watch: null,
      count: -1,
      hasSearched: false,
      asked: null,
    });
  }

  leave(accountId: AccountId, watcher: Watcher): void {
    this.#boards.get(accountId)?.watchers.delete(watcher);
  }

  /**
   * Answers with the window at once; later changes come with the ticks, and so does the second list that has to be made
   * for the same watcher since the last: every visitor is looked at for it [LI13].
   */
  watch(accountId: AccountId, watcher: Watcher, id: number, window: VisitorWindow | null): void {
    const board = this.#board(accountId);
    const watching = board.watchers.get(watcher);
    if (!watching) return;
    const isSearch = window !== null && !board.listings.has(Listing.keyOf(window));
    watching.asked = isSearch && watching.hasSearched ? { id, window } : null;
    if (watching.asked) return;
    watching.hasSearched ||= isSearch;
    const site = this.#onSite.site(accountId);
    board.isAhead ||= site.changed.size > 0;
    this.#takeChanges(board, site);
    watching.watch = window && new Watch(id, window, watching.watch);
    this.#send(board, site, watcher, watching);
  }

  /** Brings the lists up to date, which the next tick tells: after much has changed, so that the tick is short. */
  follow(accountId: AccountId): void {
    const board = this.#boards.get(accountId);
    if (!board) return;
    const site = this.#onSite.site(accountId);
    board.isAhead ||= site.changed.size > 0;
    this.#takeChanges(board, site);
  }

  /** The accounts of which somebody looks at the list or its count. */
  *watched(): Iterable<AccountId> {
    for (const [accountId, { watchers }] of this.#boards) if (watchers.size > 0) yield accountId;
  }

  /** Who may serve what has changed. */
  refresh(accountId: AccountId): void {
    const board = this.#boards.get(accountId);
    if (board) board.isAhead = true;
  }

  tick(): void {
    for (const [accountId, site] of this.#onSite.sites()) {
      const board = this.#boards.get(accountId);
      // Nobody looks: the rows are read anew when somebody does.
      if (!board || board.watchers.size === 0) {
        site.changed.clear();
        this.#boards.delete(accountId);
      } else {
        this.#takeAsked(board);
        this.#tell(board, site);
      }
    }
  }

  #takeAsked(board: Board): void {
    for (const watching of board.watchers.values()) {
      const { asked, watch } = watching;
      watching.hasSearched = asked !== null;
      watching.asked = null;
      if (!asked) continue;
      watching.watch = new Watch(asked.id, asked.window, watch);
      board.isAhead = true;
    }
  }

  #tell(board: Board, site: Site): void {
    const isNews = site.changed.size > 0 || board.isAhead;
    this.#takeChanges(board, site);
    const isLater = this.#followTime(board, site);
    if (!isNews && !isLater) return;
    board.isAhead = false;
    for (const [watcher, watching] of board.watchers) this.#send(board, site, watcher, watching);
  }

  #board(accountId: AccountId): Board {
    const board = this.#boards.get(accountId) ?? { listings: new Map(), watchers: new Map(), isAhead: false };
    this.#boards.set(accountId, board);
    return board;
  }

  #takeChanges(board: Board, site: Site): void {
    this.#keepOnlyWatched(board);
    // A dashboard that shows no list: nobody needs the rows.
    if (board.listings.size === 0) return site.changed.clear();
    const now = this.#onSite.now();
    for (const visitorId of site.changed) {
      const row = site.rowOf(visitorId);
      for (const listing of board.listings.values()) {
        if (row) listing.set(row, now);
        else listing.delete(visitorId);
      }
    }
    site.changed.clear();
  }

  /** Only lists that somebody looks at are kept up. */
  #keepOnlyWatched(board: Board): void {
    const watches = [...board.watchers.values()].flatMap(({ watch }) => watch ?? []);
    const watched = new Set(watches.map(({ listKey }) => listKey));
    for (const key of board.listings.keys()) if (!watched.has(key)) board.listings.delete(key);
  }

  #followTime({ listings }: Board, site: Site): boolean {
    const now = this.#onSite.now();
    const rowOf = (id: VisitorId) => site.rowOf(id);
    return [...listings.values()].map((listing) => listing.letIn(now, rowOf)).includes(true);
  }

  #send(board: Board, site: Site, watcher: Watcher, watching: Watching): void {
    if (watching.count !== site.size) {
      watching.count = site.size;
      watcher.sendCount(watching.count);
    }
    const { watch } = watching;
    const frame = watch?.update({
      listing: this.#listing(board, site, watch),
      // Ids that a window asks for are those of its listing.
      rowOf: (id) => site.rowOf(id as VisitorId),
      left: watch.window.withOffline ? leftLast(site) : [],
      withheld: () => watcher.withheld(),
      now: this.#onSite.now(),
    });
    if (frame) watcher.send(frame);
  }

  #listing(board: Board, site: Site, { listKey, window }: Watch): Listing {
    const known = board.listings.get(listKey);
    if (known) return known;
    const listing = new Listing(window, site.rows(), this.#onSite.now());
    board.listings.set(listKey, listing);
    return listing;
  }
}

/** [VI14] */
function leftLast({ left }: Site): VisitorRow[] {
  return [...left.values()].reverse();
}
