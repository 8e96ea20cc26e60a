import type { VisitorClient } from "@causerie/client";
import type { Cart } from "@causerie/protocol";
import { type Attention, attentionOf, isAgentMessage, teased } from "./chat/attention.ts";
import { isChatOpen } from "./chat/chat-open.ts";
import { newsSince, type Told, toldOf } from "./chat/news.ts";
import type { Memory } from "./memory.ts";
import type { SiteEvents } from "./site/site-events.ts";
import { stay } from "./site/stay.ts";
import { tellSite } from "./site/tell-site.ts";
import { Launcher } from "./ui/launcher.ts";
import { PanelLoader } from "./ui/panel-loader.ts";
import { isPhone } from "./ui/phone.ts";
import { Shell } from "./ui/shell.ts";
import type { Teaser } from "./ui/teaser.ts";
import { type Language, type LauncherSpeech, launcherSpeech } from "./words/language.ts";

export type WidgetParts = {
  client: VisitorClient;
  memory: Memory;
  events: SiteEvents;
  /** Unless the visitor chose another one here before. */
  language: Language;
  tabId: string;
};

/** `asked`: by the visitor or the site, and so the composer takes the focus; `itself`: it must not. */
type Opening = "asked" | "itself";

/** What is on the page once the server has welcomed us; nothing before. */
type Seen = { shell: Shell; launcher: Launcher };

/** Decides what is seen: launcher, teaser or panel. */
export class Widget {
  readonly client: VisitorClient;
  readonly memory: Memory;
  readonly events: SiteEvents;
  readonly #tabId: string;
  #speech: LauncherSpeech;
  #seen: Seen | null = null;
  readonly #panels: PanelLoader;
  #opening: Opening | null = null;
  #open = false;
  #told: Told | null = null;
  /** What came up to here is in no teaser any more. */
  #hidden: Told = toldOf(null);
  /** The chat for which the panel opened by itself. */
  #approachedIn: string | null = null;
  #notice: string | null = null;

  constructor({ client, memory, events, language, tabId }: WidgetParts) {
    this.client = client;
    this.memory = memory;
    this.events = events;
    this.#tabId = tabId;
    this.#speech = launcherSpeech(memory.language ?? language);
    this.#panels = new PanelLoader(this.#speech.language);
    client.subscribe(() => this.#changed());
  }

  set({ cart, language }: { cart?: Cart | null; language?: Language }): void {
    if (cart !== undefined) this.client.setCart(cart);
    // What the visitor chose in the menu stands above what the site sets on every page.
    if (language !== undefined && this.memory.language === null) this.#speak(language);
  }

  chooseLanguage(language: Language): void {
    this.memory.language = language;
    this.#speak(language);
  }

  open(opening: Opening): void {
    if (this.#seen === null) this.#opening = opening;
    else if (!this.#open) this.#showPanel(opening, this.#seen);
  }

  close(): void {
    this.#opening = null;
    if (!this.#open) return;
    this.#open = false;
    this.memory.setOpen(false);
    this.client.setPanel(false);
    const focused = this.#seen?.shell.root.activeElement ?? null;
    this.#panels.panel?.show(false, false);
    this.#refresh();
    if (focused !== null) this.#seen?.launcher.focus();
    this.events.tell("close", {});
  }

  look(): void {
    this.memory.comeToFront(this.#tabId);
    this.client.look();
    this.#refresh();
  }

  #changed(): void {
    if (this.client.state.visitor === null) return;
    if (this.#told === null) this.#welcomed();
    this.#tellNews();
    this.#refresh();
  }

  #welcomed(): void {
    const { chat } = this.client.state;
    this.#told = toldOf(chat);
    if (this.memory.wasOpen(isChatOpen(chat))) this.#opening ??= "itself";
    this.#appear();
  }

  #appear(): void {
    const shell = new Shell();
    const launcher = new Launcher(shell, {
      open: () => this.open("asked"),
      prepare: () => void this.#panels.load(this, shell).catch(() => {}),
      hideTeaser: () => this.#hideTeaser(),
    });
    this.#seen = { shell, launcher };
    shell.speak(this.#speech.language);
    this.#refresh();
    this.#stay(shell);
    if (this.#opening !== null) this.open(this.#opening);
  }

  #stay(shell: Shell): void {
    const look = stay(
      () => shell.isAttached,
      () => {
        shell.attach(redrawn);
        this.#panels.panel?.attach();
      },
    );
    const redrawn = new MutationObserver(look);
    look();
  }

  #speak(language: Language): void {
    this.#speech = launcherSpeech(language);
    this.#seen?.shell.speak(language);
    this.#panels.speak(language);
    this.#refresh();
  }

  async #showPanel(opening: Opening, seen: Seen): Promise<void> {
    this.#opening = opening;
    this.#notice = null;
    try {
      const panel = await this.#panels.load(this, seen.shell);
      const wanted = this.#opening;
      // Closed again while it was loading.
      if (wanted === null || this.#open) return;
      this.#opening = null;
      this.#open = true;
      this.memory.setOpen(true);
      this.client.setPanel(true);
      panel.show(true, wanted === "asked");
      this.events.tell("open", {});
    } catch {
      this.#opening = null;
      if (opening === "asked") this.#notice = this.#speech.words.loadFailed;
    }
    this.#refresh();
  }

  #tellNews(): void {
    const { chat } = this.client.state;
    if (this.#told === null) return;
    const news = newsSince(this.#told, chat);
    this.#told = chat === null ? this.#told : toldOf(chat);
    for (const entry of news) tellSite(this.events, chat?.chatId ?? "", entry);
    if (news.some(isAgentMessage)) this.#chime();
  }

  #chime(): void {
    if (!this.memory.sound || !this.memory.isFront(this.#tabId)) return;
    import("./ui/sound.ts").then(({ chime }) => chime()).catch(() => {});
  }

  #refresh(): void {
    const { chat } = this.client.state;
    if (this.#seen === null) return;
    if (this.#open && !document.hidden && chat !== null) this.memory.markRead(chat.chatId, chat.upTo);
    const attention = attentionOf(chat, chat === null ? 0 : this.memory.readUpTo(chat.chatId));
    if (attention.approached && chat !== null) this.#approached(chat.chatId);
    const { launcher } = this.#seen;
    launcher.show({
      speech: this.#speech,
      open: this.#open,
      unread: attention.unread,
      teaser: this.#teaser(attention),
    });
  }

  /** An agent began a chat: the panel opens by itself, once, and not over a phone's whole screen. */
  #approached(chatId: string): void {
    const before = this.#approachedIn === chatId || this.memory.readUpTo(chatId) > 0;
    this.#approachedIn = chatId;
    if (!before && !isPhone()) this.open("itself");
  }

  #teaser(attention: Attention): Teaser | null {
    if (this.#notice !== null) return { kind: "notice", text: this.#notice };
    const news = teased(attention, this.#hidden, this.client.state.chat);
    return news && { kind: "news", news };
  }

  #hideTeaser(): void {
    this.#notice = null;
    this.#hidden = toldOf(this.client.state.chat);
    this.#refresh();
    this.#seen?.launcher.focus();
  }
}
