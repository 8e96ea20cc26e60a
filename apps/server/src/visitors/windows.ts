import type { AccountId } from "@causerie/domain";
import type { VisitorWindow, WindowFrame } from "@causerie/protocol";
import type { OnSite, Site } from "./on-site.ts";
import { OrderedRows } from "./ordered-rows.ts";
import { Watch } from "./window.ts";

/** Four times a second at most. */
export const TICK_MS = 250;

export type Watcher = {
  send(frame: WindowFrame): void;
  /** Visitors on the site, for the left bar. */
  sendCount(count: number): void;
};

type Watching = { watch: Watch | null; count: number };
/** `isAhead`: changes were taken for one watcher that the others were not told of yet. */
type Board = { rows: OrderedRows; watchers: Map<Watcher, Watching>; isAhead: boolean };

/** Who looks at which part of which list. */
export class Windows {
  readonly #boards = new Map<AccountId, Board>();
  readonly #onSite: OnSite;

  constructor(onSite: OnSite) {
    this.#onSite = onSite;
  }

  join(accountId: AccountId, watcher: Watcher): void {
    this.#board(accountId).watchers.set(watcher, { watch: null, count: -1 });
  }

  leave(accountId: AccountId, watcher: Watcher): void {
    this.#boards.get(accountId)?.watchers.delete(watcher);
  }

  /** Answers with the window at once; later changes come with the ticks. */
  watch(accountId: AccountId, watcher: Watcher, window: VisitorWindow | null): void {
    const board = this.#board(accountId);
    const watching = board.watchers.get(watcher);
    if (!watching) return;
    watching.watch = window && new Watch(window);
    const site = this.#onSite.site(accountId);
    board.isAhead ||= site.changed.size > 0;
    this.#takeChanges(board, site);
    this.#send(board, watcher, watching);
  }

  tick(): void {
    for (const [accountId, site] of this.#onSite.sites()) {
      if (!this.#boards.has(accountId)) site.changed.clear();
    }
    for (const [accountId, board] of this.#boards) {
      if (board.watchers.size === 0) {
        // Nobody looks: the rows are read anew when somebody does.
        this.#boards.delete(accountId);
        continue;
      }
      const site = this.#onSite.site(accountId);
      const isQuiet = site.changed.size === 0 && !board.isAhead;
      if (isQuiet) {
        this.#followTime(board);
        continue;
      }
      board.isAhead = false;
      this.#takeChanges(board, site);
      for (const [watcher, watching] of board.watchers) this.#send(board, watcher, watching);
    }
  }

  #followTime(board: Board): void {
    for (const [watcher, watching] of board.watchers) {
      if (watching.watch?.followsTime) this.#send(board, watcher, watching);
    }
  }

  #board(accountId: AccountId): Board {
    const known = this.#boards.get(accountId);
    if (known) return known;
    const board: Board = { rows: new OrderedRows(), watchers: new Map(), isAhead: false };
    for (const presence of this.#onSite.site(accountId).visitors.values()) board.rows.set(presence.row);
    this.#boards.set(accountId, board);
    return board;
  }

  #takeChanges(board: Board, site: Site): void {
    for (const visitorId of site.changed) {
      const presence = site.visitors.get(visitorId);
      if (presence) board.rows.set(presence.row);
      else board.rows.delete(visitorId);
    }
    site.changed.clear();
    const columns = [...board.watchers.values()].flatMap(({ watch }) => watch?.window.sort.column ?? []);
    board.rows.keepOnly(new Set(columns));
  }

  #send(board: Board, watcher: Watcher, watching: Watching): void {
    if (watching.count !== board.rows.size) {
      watching.count = board.rows.size;
      watcher.sendCount(watching.count);
    }
    const frame = watching.watch?.update(board.rows, this.#onSite.now());
    if (frame) watcher.send(frame);
  }
}
