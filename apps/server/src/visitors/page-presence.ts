import type { EpochMs } from "@causerie/domain";
import type { Cart, Page } from "@causerie/protocol";
import type { OpenPage, Presence } from "./presence.ts";

export type Host = {
  now(): EpochMs;
  /** The one value for all visitors of the page. */
  shared(page: Page): Page;
  /** Something of theirs has changed; `isOfVisit`: something that is stored. */
  touch(presence: Presence, isOfVisit: boolean): void;
};

/** One page of a visitor: one connection, and what it may tell. */
export class PagePresence implements OpenPage {
  readonly presence: Presence;
  page: Page;
  isIdle = false;
  /** Since no chat of theirs began [VI11]. */
  isPanelOpen = false;
  lookedAtMs: EpochMs;
  readonly #host: Host;

  constructor(host: Host, presence: Presence, page: Page) {
    this.#host = host;
    this.presence = presence;
    this.page = page;
    this.lookedAtMs = host.now();
  }

  showPage(page: Page): void {
    this.presence.show(this, this.#host.shared(page), this.#host.now());
    this.#host.touch(this.presence, true);
  }

  look(): void {
    this.presence.look(this, this.#host.now());
    this.#host.touch(this.presence, false);
  }

  setIdle(isIdle: boolean): void {
    this.isIdle = isIdle;
    this.#changed();
  }

  /** The panel was opened or closed. */
  setPanel(isOpen: boolean): void {
    this.isPanelOpen = isOpen;
    this.#changed();
  }

  setCart(cart: Cart | null): void {
    this.presence.setCart(cart, this.#host.now());
    this.#host.touch(this.presence, false);
  }

  leave(): void {
    this.presence.close(this, this.#host.now());
    this.#host.touch(this.presence, true);
  }

  #changed(): void {
    this.presence.refreshStatus();
    this.#host.touch(this.presence, false);
  }
}
