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
import { referrerOf } from "./referrer.ts";
import type { StoredVisitor, VisitRecord } from "./store.ts";

/** The open chat of a visitor, as the list shows it. `queueNumber`: while it waits. */
export type ChatOfVisitor = {
  chatId: string;
  status: "waiting" | "served" | "unattended";
  agents: string[];
  departmentId: number | null;
  queueNumber: number | null;
};

/** One page of a visitor: one connection. `isPanelOpen`: since no chat of theirs began [VI11]. */
export type OpenPage = { page: Page; isIdle: boolean; isPanelOpen: boolean; lookedAtMs: EpochMs };

/** The info panel shows this many pages of a visit. */
const LONGEST_PATH = 50;

/** Come back within this and it is the same visit, also after the server was started anew [VI1]. */
const SAME_VISIT_MS = 2 * 60_000;

/** One visitor on the site now, all tabs together [VI2]. */
export class Presence {
  readonly accountId: AccountId;
  readonly visitorId: VisitorId;
  readonly pages = new Set<OpenPage>();
  readonly path: { page: Page; at: EpochMs }[] = [];
  readonly visit: VisitRecord;
  /** When the last page closed; null while one is open. */
  leftAt: EpochMs | null = null;
  #row: VisitorRow;
  #chat: ChatOfVisitor | null = null;
  /** Not in the row yet: messages come far more often than anybody looks [VI12]. */
  #news: LatestMessage | null = null;

  constructor(visitor: StoredVisitor, accountId: AccountId, first: FirstPage, now: EpochMs) {
    this.accountId = accountId;
    this.visitorId = visitor.visitorId;
    const previous = visitor.visit && now - visitor.lastSeenAt < SAME_VISIT_MS ? visitor.visit : null;
    const startedAt = previous?.startedAt ?? now;
    // Where a visit came from is where it began: after a restart a page says only which page was before it.
    const referrer = previous ? referrerOf(previous.referrer ?? "") : first.referrer;
    this.visit = {
      visitId: previous?.visitId ?? randomUUID(),
      accountId,
      visitorId: visitor.visitorId,
      startedAt,
      lastSeenAt: now,
      landingUrl: first.page.url,
      landingTitle: first.page.title,
      referrer: referrer?.url ?? null,
      pages: previous?.pages ?? 0,
      place: null,
      device: first.device,
      language: first.language,
    };
    this.#row = {
      visitorId: visitor.visitorId,
      number: visitor.number,
      name: visitor.name,
      place: null,
      page: first.page,
      pageSince: now,
      status: { kind: "browsing" },
      isIdle: false,
      hasClickedChat: false,
      onSiteSince: startedAt,
      visits: visitor.visits + (previous ? 0 : 1),
      chats: visitor.chats,
      referrer,
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

  /** Every change makes a new row, and only a change does: who holds the old one can tell [VI6]. */
  change(part: Partial<VisitorRow>): void {
    const row = { ...this.#row, ...part };
    if (!isDeepStrictEqual(row, this.#row)) this.#row = row;
  }

  show(open: OpenPage, page: Page, now: EpochMs): void {
    open.page = page;
    open.lookedAtMs = now;
    this.visit.lastSeenAt = now;
    if (this.path.at(-1)?.page.url !== page.url) {
      this.visit.pages += 1;
      this.path.push({ page, at: now });
      if (this.path.length > LONGEST_PATH) this.path.shift();
    }
    this.refreshPage(now);
  }

  /** The page shown is the one looked at last [VI2]. */
  refreshPage(now: EpochMs): void {
    const latest = [...this.pages].sort((a, b) => b.lookedAtMs - a.lookedAtMs)[0];
    if (!latest) return;
    const { url, title } = this.#row.page;
    if (latest.page.url !== url) this.change({ page: latest.page, pageSince: now });
    else if (latest.page.title !== title) this.change({ page: latest.page });
  }

  refreshStatus(): void {
    const chat = this.#chat;
    const isIdle = this.pages.size > 0 && [...this.pages].every((page) => page.isIdle);
    this.change({
      status: statusOf(chat, isIdle),
      isIdle,
      hasClickedChat: chat === null && [...this.pages].some((page) => page.isPanelOpen),
      chatId: chat?.chatId ?? null,
      departmentId: chat?.departmentId ?? null,
      queueNumber: chat?.queueNumber ?? null,
    });
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

  setCart(cart: Cart | null): void {
    this.change({ cart });
  }

  setPlace(place: Place | null): void {
    this.visit.place = place;
    this.change({ place });
  }
}

/** `language`: as the browser says it. */
export type FirstPage = { page: Page; referrer: Referrer | null; device: Device; language: string };

/** [VI4] */
export function statusOf(chat: ChatOfVisitor | null, isIdle: boolean): VisitorStatus {
  if (chat?.status === "waiting") return { kind: "requesting" };
  if (chat?.status === "served") return { kind: "served", by: chat.agents };
  return isIdle ? { kind: "idle" } : { kind: "browsing" };
}
