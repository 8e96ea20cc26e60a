import type { KeyValueStore } from "@causerie/client";
import type { Language } from "./words/language.ts";

/**
 * What the widget remembers beside the client's outbox. Of the browser: how far the chat was read, language, sound.
 * Of this tab: whether the panel is open, the draft, half-typed details. Where storage is refused it is forgotten with the page [WI3].
 */
export class Memory {
  readonly #browser: KeyValueStore;
  readonly #tab: Pick<KeyValueStore, "get" | "set">;
  readonly #prefix: string;

  constructor(key: string, browser: KeyValueStore, tab: Pick<KeyValueStore, "get" | "set">) {
    this.#browser = browser;
    this.#tab = tab;
    this.#prefix = `causerie:${key}:`;
  }

  readUpTo(chatId: string): number {
    const [id, seq] = (this.#browser.get(`${this.#prefix}read`) ?? "").split(" ");
    return id === chatId ? Number(seq) : 0;
  }

  markRead(chatId: string, seq: number): void {
    if (seq > this.readUpTo(chatId)) this.#browser.set(`${this.#prefix}read`, `${chatId} ${seq}`);
  }

  /** A new tab does as the visitor did last in another one, where a chat goes on. */
  wasOpen(chatOpen: boolean): boolean {
    const last = this.#browser.get(`${this.#prefix}open`);
    // Of who never opened it no tab knows more, and the page is spared the wait for the tab's storage.
    if (last === null) return false;
    const here = this.#tab.get(`${this.#prefix}open`);
    return here === null ? chatOpen && last === "1" : here === "1";
  }

  setOpen(open: boolean): void {
    for (const store of [this.#tab, this.#browser]) store.set(`${this.#prefix}open`, open ? "1" : "0");
  }

  get draft(): string {
    return this.#tab.get(`${this.#prefix}draft`) ?? "";
  }

  set draft(text: string) {
    this.#tab.set(`${this.#prefix}draft`, text);
  }

  /** Half-typed details, as the form writes them; "" when there are none. */
  get details(): string {
    return this.#tab.get(`${this.#prefix}details`) ?? "";
  }

  set details(typed: string) {
    this.#tab.set(`${this.#prefix}details`, typed);
  }

  /** What the visitor typed of themselves while nobody was online. */
  get contact(): { name: string; email: string } {
    const [name = "", email = ""] = (this.#browser.get(`${this.#prefix}contact`) ?? "").split("\n");
    return { name, email };
  }

  set contact({ name, email }: { name: string; email: string }) {
    this.#browser.set(`${this.#prefix}contact`, `${name}\n${email}`);
  }

  /** null: the visitor never chose one. */
  get language(): Language | null {
    const chosen = this.#browser.get(`${this.#prefix}language`);
    return chosen === "en" || chosen === "fr" ? chosen : null;
  }

  set language(language: Language) {
    this.#browser.set(`${this.#prefix}language`, language);
  }

  get sound(): boolean {
    return this.#browser.get(`${this.#prefix}sound`) !== "0";
  }

  set sound(on: boolean) {
    this.#browser.set(`${this.#prefix}sound`, on ? "1" : "0");
  }

  /** Of several tabs the one that was looked at last makes the sound. */
  isFront(tabId: string): boolean {
    return this.#browser.get(`${this.#prefix}front`) === tabId;
  }

  comeToFront(tabId: string): void {
    this.#browser.set(`${this.#prefix}front`, tabId);
  }
}
