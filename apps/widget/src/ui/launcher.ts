import type { AgentNews } from "../chat/attention.ts";
import type { LauncherSpeech } from "../words/language.ts";
import { counted } from "../words/sentence.ts";
import { ICONS, type IconName } from "./icons.ts";

export type Teaser = { kind: "news"; news: AgentNews } | { kind: "notice"; text: string };

export type LauncherView = { speech: LauncherSpeech; open: boolean; unread: number; teaser: Teaser | null };

export type LauncherActions = {
  open(): void;
  /** The pointer is near: the panel will be wanted. */
  prepare(): void;
  hideTeaser(): void;
};

/** What is seen before the panel is opened. Made by hand: Preact comes with the panel. */
export class Launcher {
  readonly #corner = element("div", "corner");
  readonly #button = element("button", "launcher");
  readonly #badge = element("span", "badge");
  readonly #bubble = element("div", "teaser");
  readonly #bubbleOpen = element("button", "teaser-open");
  readonly #bubbleHide = element("button", "teaser-hide");

  constructor(frame: HTMLElement, actions: LauncherActions) {
    this.#badge.id = "causerie-unread";
    this.#button.append(icon("chat"));
    this.#corner.append(this.#button, this.#badge);
    this.#button.setAttribute("aria-describedby", this.#badge.id);
    this.#bubbleHide.append(icon("close"));
    this.#bubble.append(this.#bubbleOpen, this.#bubbleHide);
    this.#bubble.setAttribute("role", "status");
    frame.append(this.#bubble, this.#corner);
    for (const button of [this.#button, this.#bubbleOpen]) button.addEventListener("click", actions.open);
    for (const type of ["pointerenter", "focus"]) this.#button.addEventListener(type, actions.prepare);
    this.#bubbleHide.addEventListener("click", actions.hideTeaser);
  }

  show({ speech, open, unread, teaser }: LauncherView): void {
    this.#corner.hidden = open;
    this.#button.ariaLabel = speech.words.launcher;
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 9 ? "9+" : String(unread || "");
    // It describes the launcher, hidden too.
    this.#badge.ariaLabel = unread === 0 ? "" : counted(speech, speech.words.newMessages, unread);
    this.#bubbleHide.ariaLabel = speech.words.hide;
    this.#bubble.hidden = open || teaser === null;
    if (teaser !== null) this.#bubbleOpen.replaceChildren(...teaserContent(teaser, speech));
  }

  focus(): void {
    this.#button.focus();
  }
}

function teaserContent(teaser: Teaser, { words }: LauncherSpeech): Node[] {
  const text = element("span", "teaser-text");
  text.dir = "auto";
  if (teaser.kind === "notice") {
    text.textContent = teaser.text;
    return [text];
  }
  const { news } = teaser;
  const name = element("bdi", "teaser-name");
  name.textContent = (news.type === "RatingRequested" ? news.agent : news.from).name;
  text.textContent = firstLine(saidIn(news, words));
  return [name, text];
}

function saidIn(news: AgentNews, words: LauncherSpeech["words"]): string {
  if (news.type === "RatingRequested") return words.ratingAsked;
  return news.type === "FileSent" ? news.file.name : news.text;
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.slice(0, 300) ?? "";
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  if (made instanceof HTMLButtonElement) made.type = "button";
  return made;
}

function icon(name: IconName): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI ?? "", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
