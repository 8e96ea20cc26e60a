import type { LauncherSpeech } from "../words/language.ts";
import { counted } from "../words/sentence.ts";
import { element, icon } from "./element.ts";
import type { Shell } from "./shell.ts";
import { type Teaser, TeaserBubble } from "./teaser.ts";

export type LauncherView = { speech: LauncherSpeech; open: boolean; unread: number; teaser: Teaser | null };

export type LauncherActions = {
  open(): void;
  /** The pointer is near: the panel will be wanted. */
  prepare(): void;
  hideTeaser(): void;
};

/**
 * What is seen before the panel is opened. Made by hand: Preact comes with the panel. The count and the teaser are made
 * when there is something to say: on most pages there never is.
 */
export class Launcher {
  readonly #shell: Shell;
  readonly #actions: LauncherActions;
  readonly #corner = element("div", "corner");
  readonly #button = element("button", "launcher");
  #badge: HTMLElement | null = null;
  #bubble: TeaserBubble | null = null;

  constructor(shell: Shell, actions: LauncherActions) {
    this.#shell = shell;
    this.#actions = actions;
    this.#button.append(icon("chat"));
    this.#corner.append(this.#button);
    shell.frame.append(this.#corner);
    this.#button.addEventListener("click", actions.open);
    for (const type of ["pointerenter", "focus"]) this.#button.addEventListener(type, actions.prepare);
  }

  show({ speech, open, unread, teaser }: LauncherView): void {
    if (this.#corner.hidden && !open) this.#corner.classList.add("back");
    this.#corner.hidden = open;
    this.#button.ariaLabel = speech.words.launcher;
    this.#count(unread, speech);
    if (teaser !== null) this.#bubble ??= this.#newBubble();
    this.#bubble?.show(open ? null : teaser, speech);
  }

  #count(unread: number, speech: LauncherSpeech): void {
    if (unread > 0) this.#badge ??= this.#newBadge();
    if (this.#badge === null) return;
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 9 ? "9+" : String(unread || "");
    // It describes the launcher, hidden too.
    this.#badge.ariaLabel = unread === 0 ? "" : counted(speech, speech.words.newMessages, unread);
  }

  #newBadge(): HTMLElement {
    this.#shell.dress();
    const badge = element("span", "badge");
    badge.id = "causerie-unread";
    this.#button.setAttribute("aria-describedby", badge.id);
    this.#corner.append(badge);
    return badge;
  }

  #newBubble(): TeaserBubble {
    this.#shell.dress();
    const bubble = new TeaserBubble(this.#actions);
    this.#corner.before(bubble.element);
    return bubble;
  }

  focus(): void {
    this.#button.focus();
  }
}
