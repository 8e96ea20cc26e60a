import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { AccountId, EpochMs, VisitorId } from "@causerie/domain";
import type {
  Cart,
  Device,
  LatestMessage,
  Page,
  Place,
  Referrer,
  VisitorRow,
  VisitorStatus,
} from "@causerie/protocol";
import type { NodeId } from "../platform/bus/bus.ts";
import type { StoredVisitor } from "./comers.ts";
import { type Part, restingStatus } from "./part.ts";
import { referrerOf } from "./referrer.ts";
import type { VisitRecord } from "./store.ts";
import { joined, latestOf, type PathEntry, type Visit } from "./visit.ts";

/**
 * The open chat of a visitor, as the list shows it. `agents`: those in it, or those whom an assigned one was handed to.
 * `queueNumber`: while it waits.
 */
export type ChatOfVisitor = {
  chatId: string;
  status: "waiting" | "served" | "assigned" | "unattended";
  agents: string[];
  departmentId: number | null;
  queueNumber: number | null;
};

/** One page of a visitor. `isPanelOpen`: since no chat of theirs began [VI11]. */
export type OpenPage = { page: Page; isIdle: boolean; isPanelOpen: boolean; lookedAtMs: EpochMs };

/** `language`: as the browser says it. */
export type FirstPage = { page: Page; referrer: Referrer | null; device: Device; language: string };

/** Come back within this and it is the same visit, also after the server was started anew [VI1]. */
const SAME_VISIT_MS = 2 * 60_000;

/**
 * One visitor with pages on this node, all tabs together [VI2]. There are many thousands: what the row says is kept
 * nowhere else, and what many share is one value.
 */
export class Presence implements Part {
  readonly accountId: AccountId;
  readonly visitorId: VisitorId;
  /** Not pushed to: an array that has grown keeps room for many more. */
  pages: readonly OpenPage[] = [];
  readonly language: string;
  lookedAt: EpochMs;
  cartAt: EpochMs = 0;
  lastSeenAt: EpochMs;
  leftAt: EpochMs | null = null;
  /** The row that the other nodes were told last. */
  toldRow: VisitorRow | null = null;
  /** Nodes with a page of theirs open too, as far as we were told: they hear of the visit. */
  sharers: Set<NodeId> | null = null;
  #visitId: string;
  #landing: Page;
  #path: readonly PathEntry[] = [];
  #pagesBefore: number;
  /** When a page on another node was looked at last, as far as we were told. */
  #lookedAtElsewhere: EpochMs = 0;
  #row: VisitorRow;
  #chat: ChatOfVisitor | null = null;
  /** Not in the row yet: messages come far more often than anybody looks [VI12]. */
  #news: LatestMessage | null = null;

  constructor(
    visitor: StoredVisitor,
    accountId: AccountId,
    first: FirstPage,
    now: EpochMs,
    place: Place | null = null,
  ) {
    this.accountId = accountId;
    this.visitorId = visitor.visitorId;
    this.language = first.language;
    this.lookedAt = now;
    this.lastSeenAt = now;
    const previous = visitor.visit && now - visitor.lastSeenAt < SAME_VISIT_MS ? visitor.visit : null;
    this.#visitId = previous?.visitId ?? randomUUID();
    this.#landing = first.page;
    this.#pagesBefore = previous?.pages ?? 0;
    this.#row = {
      visitorId: visitor.visitorId,
      number: visitor.number,
      name: visitor.name,
      place,
      page: first.page,
      pageSince: now,
      status: restingStatus(false),
      isIdle: false,
      hasClickedChat: false,
      onSiteSince: previous?.startedAt ?? now,
      visits: visitor.visits + (previous ? 0 : 1),
      chats: visitor.chats,
      // Where a visit came from is where it began: after a restart a page says only which page was before it.
      referrer: previous ? referrerOf(previous.referrer ?? "") : first.referrer,
      device: first.device,
      cart: null,
      chatId: null,
      departmentId: null,
      queueNumber: null,
      message: null,
    };
  }

  get row(): VisitorRow {
    if (this.#news) this.change({ message: this.#news });
    this.#news = null;
    return this.#row;
  }

  get chat(): ChatOfVisitor | null {
    return this.#chat;
  }

  get path(): readonly PathEntry[] {
    return this.#path;
  }

  get visit(): Visit {
    const { onSiteSince, referrer, device, visits } = this.#row;
    return {
      visitId: this.#visitId,
      startedAt: onSiteSince,
      landing: this.#landing,
      referrer,
      device,
      language: this.language,
      visits,
      path: this.#path,
      pagesBefore: this.#pagesBefore,
    };
  }

  /** What is stored of the visit. */
  get record(): VisitRecord {
    const { onSiteSince, referrer, place, device } = this.#row;
    return {
      visitId: this.#visitId,
      accountId: this.accountId,
      visitorId: this.visitorId,
      startedAt: onSiteSince,
      lastSeenAt: this.lastSeenAt,
      landingUrl: this.#landing.url,
      landingTitle: this.#landing.title,
      referrer: referrer?.url ?? null,
      pages: this.#pagesBefore + this.#path.length,
      place,
      device,
      language: this.language,
    };
  }

  /** Every change makes a new row, and only a change does: who holds the old one can tell [VI6]. */
  change(part: Partial<VisitorRow>): void {
    const row = this.#row;
    // The keys of a part of a row are those of rows.
    const isNew = (key: string) =>
      !isDeepStrictEqual(part[key as keyof VisitorRow], row[key as keyof VisitorRow]);
    if (Object.keys(part).some(isNew)) this.#row = { ...row, ...part };
  }

  show(open: OpenPage, page: Page, now: EpochMs): void {
    open.page = page;
    this.lastSeenAt = now;
    if (this.#path.at(-1)?.page.url !== page.url) this.#walkTo({ page, at: now });
    this.look(open, now);
  }

  #walkTo(entry: PathEntry): void {
    const path = this.#path.concat(entry);
    this.#path = latestOf(path);
    this.#pagesBefore += path.length - this.#path.length;
  }

  look(open: OpenPage, now: EpochMs): void {
    // The page shown was one on another node until now.
    const isSeenAnew = this.#lookedAtElsewhere > this.lookedAt;
    open.lookedAtMs = now;
    this.lookedAt = now;
    this.refreshPage(now);
    if (isSeenAnew) this.change({ pageSince: now });
  }

  /** The page shown is the one looked at last [VI2]. */
  refreshPage(now: EpochMs): void {
    const [first] = this.pages;
    if (!first) return;
    const latest = this.pages.reduce(
      (last, page) => (page.lookedAtMs > last.lookedAtMs ? page : last),
      first,
    );
    const { url, title } = this.#row.page;
    if (latest.page.url !== url) this.change({ page: latest.page, pageSince: now });
    else if (latest.page.title !== title) this.change({ page: latest.page });
  }

  /** On all of their pages on this node [VI3]. */
  get isIdle(): boolean {
    return this.pages.length > 0 && this.pages.every((page) => page.isIdle);
  }

  refreshStatus(): void {
    const chat = this.#chat;
    const { isIdle } = this;
    this.change({
      status: statusOf(chat, isIdle),
      isIdle,
      hasClickedChat: chat === null && this.pages.some((page) => page.isPanelOpen),
      chatId: chat?.chatId ?? null,
      departmentId: chat?.departmentId ?? null,
      queueNumber: chat?.queueNumber ?? null,
    });
  }

  open(page: OpenPage): void {
    this.pages = this.pages.concat(page);
    this.leftAt = null;
  }

  close(page: OpenPage, now: EpochMs): void {
    this.pages = this.pages.filter((other) => other !== page);
    this.lastSeenAt = now;
    if (this.pages.length === 0) this.leftAt = now;
    else this.#shownStill(now);
    this.refreshStatus();
  }

  #shownStill(now: EpochMs): void {
    this.lookedAt = Math.max(...this.pages.map(({ lookedAtMs }) => lookedAtMs));
    this.refreshPage(now);
  }

  setChat(chat: ChatOfVisitor | null): void {
    if (chat?.chatId !== this.#chat?.chatId) this.#anotherChat(chat);
    this.#chat = chat;
    this.refreshStatus();
  }

  /** One that ends leaves a panel open in which nothing was clicked since [VI11]. */
  #anotherChat(chat: ChatOfVisitor | null): void {
    if (chat) for (const page of this.pages) page.isPanelOpen = false;
    this.#news = null;
    this.change({ message: null });
  }

  setMessage(message: LatestMessage): void {
    this.#news = message;
  }

  setCart(cart: Cart | null, now: EpochMs): void {
    this.cartAt = now;
    this.change({ cart });
  }

  setPlace(place: Place | null): void {
    this.change({ place: place ?? this.#row.place });
  }

  /** What another node tells of the same visit. Gives the id that the visit bore here until now, if it was another one. */
  learn(told: ToldVisit): string | null {
    const before = this.#visitId;
    this.#takeVisit(joined(this.visit, told.visit));
    if (told.cartAt > this.cartAt) this.setCart(told.cart, told.cartAt);
    if (this.#row.place === null) this.change({ place: told.place });
    this.#lookedAtElsewhere = Math.max(this.#lookedAtElsewhere, told.lookedAt);
    return before === this.#visitId ? null : before;
  }

  #takeVisit({ visitId, landing, path, pagesBefore, startedAt, referrer, device, visits }: Visit): void {
    this.#visitId = visitId;
    this.#landing = landing;
    this.#path = path;
    this.#pagesBefore = pagesBefore;
    this.change({ onSiteSince: startedAt, referrer, device, visits });
  }
}

/** What a node tells of a visit that another one may share. `isOpen`: a page of theirs is open there. */
export type ToldVisit = {
  visit: Visit;
  isOpen: boolean;
  lookedAt: EpochMs;
  place: Place | null;
  cart: Cart | null;
  cartAt: EpochMs;
};

/** [VI4] */
export function statusOf(chat: ChatOfVisitor | null, isIdle: boolean): VisitorStatus {
  if (chat?.status === "waiting") return { kind: "requesting" };
  if (chat?.status === "served") return { kind: "served", by: chat.agents };
  if (chat?.status === "assigned") return { kind: "assigned", to: chat.agents };
  return restingStatus(isIdle);
}
