import type { AccountId, EpochMs, VisitorId } from "@causerie/domain";
import type { VisitorRow } from "@causerie/protocol";
import type { Bus, NodeId, Topic } from "../platform/bus/bus.ts";
import type { Piece, ToldPart } from "./elsewhere.ts";
import { type OnSite, STAY_MS } from "./on-site.ts";
import { type Later, Paced } from "./paced.ts";
import { Telling, toldPart } from "./telling.ts";
import type { Windows } from "./windows.ts";

/** So many rows at once take a few milliseconds at most, in the lists of those who hear them too. */
const MOST_AT_ONCE = 100;
/** An agent who reloads the dashboard finds the others' visitors as they were. */
const KEPT_UNWATCHED_MS = 60_000;

type RowsNews = { accountId: AccountId; parts: ToldPart[]; gone: VisitorId[] };
type PieceNews = { accountId: AccountId; piece: Piece; parts: ToldPart[]; left: VisitorRow[] };
type ListenerNews = { accountId: AccountId; isListening: boolean };

/** Who hears of an account's visitors on this node. `isAsked`: for all of them, since the last telling began. */
type Audience = { listeners: Set<NodeId>; telling: Telling | null; isAsked: boolean };

/** The rows of all nodes' visitors in one list, on the nodes where somebody looks at it [VI17] [VI18]. */
export class RowsAcrossNodes {
  readonly #onSite: OnSite;
  readonly #windows: Windows;
  readonly #rows: Topic<RowsNews>;
  readonly #pieces: Topic<PieceNews>;
  readonly #listeners: Topic<ListenerNews>;
  readonly #whoListens: Topic<null>;
  readonly #audiences = new Map<AccountId, Audience>();
  /** The accounts whose other visitors are kept here, and when somebody looked last. */
  readonly #kept = new Map<AccountId, EpochMs>();
  readonly #goneNodes = new Map<NodeId, EpochMs>();
  readonly #telling: Paced;
  readonly #dropping: Paced;
  #tellings = 0;

  constructor(bus: Bus, onSite: OnSite, windows: Windows, later: Later) {
    this.#onSite = onSite;
    this.#windows = windows;
    this.#telling = new Paced(() => this.#tellPiece(), later);
    this.#dropping = new Paced(() => this.#dropPiece(), later);
    this.#rows = bus.topic("visitors changed");
    this.#pieces = bus.topic("visitors here");
    this.#listeners = bus.topic("visitors listened to");
    this.#whoListens = bus.topic("who listens to visitors");
    this.#rows.listen(({ accountId, parts, gone }, from) => {
      this.#goneNodes.delete(from);
      if (!this.#kept.has(accountId)) return;
      this.#onSite.site(accountId).hear(from, parts, gone);
      this.#windows.follow(accountId);
    });
    this.#pieces.listen(({ accountId, piece, parts, left }, from) => {
      this.#goneNodes.delete(from);
      if (!this.#kept.has(accountId)) return;
      this.#onSite.site(accountId).hearPiece(from, piece, parts, left);
      this.#windows.follow(accountId);
    });
    this.#listeners.listen((news, from) => this.#hearListener(news, from));
    this.#whoListens.listen(() => this.#askAll());
  }

  tick(): void {
    this.#followWatchers();
    this.#dropping.start();
    this.#beginTellings();
    this.#telling.start();
  }

  /** Something was missed: of what the others have, or of who of them listens. */
  reread(): void {
    this.#askAll();
    this.#whoListens.tell(null);
  }

  lose(nodeId: NodeId): void {
    const now = this.#onSite.now();
    for (const accountId of this.#audiences.keys()) this.#stopTelling(accountId, nodeId);
    for (const accountId of this.#kept.keys()) this.#onSite.site(accountId).closeNode(nodeId, now);
    this.#goneNodes.set(nodeId, now);
  }

  #followWatchers(): void {
    const now = this.#onSite.now();
    for (const accountId of this.#windows.watched()) {
      const isNew = !this.#kept.has(accountId);
      this.#kept.set(accountId, now);
      if (isNew) this.#listeners.tell({ accountId, isListening: true });
    }
    for (const [accountId, watchedAt] of this.#kept) {
      if (now - watchedAt < KEPT_UNWATCHED_MS) continue;
      this.#kept.delete(accountId);
      this.#onSite.site(accountId).forgetElsewhere();
      this.#listeners.tell({ accountId, isListening: false });
    }
  }

  /** False: there was nothing to drop. */
  #dropPiece(): boolean {
    const now = this.#onSite.now();
    for (const [nodeId, since] of this.#goneNodes) {
      if (now - since < STAY_MS) continue;
      if (this.#dropSomeOf(nodeId)) return true;
      this.#goneNodes.delete(nodeId);
    }
    return false;
  }

  #dropSomeOf(nodeId: NodeId): boolean {
    for (const accountId of this.#kept.keys()) {
      if (!this.#onSite.site(accountId).dropNode(nodeId, MOST_AT_ONCE)) continue;
      this.#windows.follow(accountId);
      return true;
    }
    return false;
  }

  #askAll(): void {
    for (const accountId of this.#kept.keys()) this.#listeners.tell({ accountId, isListening: true });
  }

  #hearListener({ accountId, isListening }: ListenerNews, from: NodeId): void {
    if (!isListening) return this.#stopTelling(accountId, from);
    const audience = this.#audiences.get(accountId) ?? {
      listeners: new Set(),
      telling: null,
      isAsked: false,
    };
    this.#audiences.set(accountId, audience);
    audience.listeners.add(from);
    audience.isAsked = true;
    this.#onSite.site(accountId).untold ??= new Set();
  }

  #stopTelling(accountId: AccountId, to: NodeId): void {
    const audience = this.#audiences.get(accountId);
    if (!audience?.listeners.delete(to) || audience.listeners.size > 0) return;
    this.#audiences.delete(accountId);
    this.#onSite.site(accountId).untold = null;
  }

  /** All who asked since the last tick hear the same pieces. */
  #beginTellings(): void {
    for (const [accountId, audience] of this.#audiences) {
      if (!audience.isAsked || audience.telling) continue;
      audience.isAsked = false;
      this.#tellings += 1;
      audience.telling = new Telling(this.#onSite.site(accountId), this.#tellings);
    }
  }

  /** What has changed before what is only told again. */
  #tellPiece(): boolean {
    for (const accountId of this.#audiences.keys()) if (this.#tellChanges(accountId)) return true;
    for (const [accountId, audience] of this.#audiences) {
      if (!audience.telling) continue;
      this.#tellNext(accountId, audience, audience.telling);
      return true;
    }
    return false;
  }

  #tellChanges(accountId: AccountId): boolean {
    const { own, untold } = this.#onSite.site(accountId);
    if (!untold || untold.size === 0) return false;
    const parts: ToldPart[] = [];
    const gone: VisitorId[] = [];
    for (const visitorId of untold) {
      if (parts.length === MOST_AT_ONCE) break;
      untold.delete(visitorId);
      const presence = own.get(visitorId);
      if (presence) parts.push(toldPart(presence, false));
      else gone.push(visitorId);
    }
    this.#rows.tell({ accountId, parts, gone });
    return true;
  }

  #tellNext(accountId: AccountId, audience: Audience, telling: Telling): void {
    const { piece, parts } = telling.next(MOST_AT_ONCE);
    const left = piece.isLast ? [...this.#onSite.site(accountId).left.values()] : [];
    this.#pieces.tell({ accountId, piece, parts, left });
    if (piece.isLast) audience.telling = null;
  }
}
