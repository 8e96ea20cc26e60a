import type { AgentNews } from "../chat/attention.ts";
import type { LauncherSpeech } from "../words/language.ts";
import { element, icon } from "./element.ts";

export type Teaser = { kind: "news"; news: AgentNews } | { kind: "notice"; text: string };

type TeaserActions = { open(): void; hideTeaser(): void };

/** What an agent said, beside the launcher. */
export class TeaserBubble {
  readonly element = element("div", "teaser");
  readonly #open = element("button", "teaser-open");
  readonly #hide = element("button", "teaser-hide");

  constructor(actions: TeaserActions) {
    this.#hide.append(icon("close"));
    this.element.append(this.#open, this.#hide);
    this.element.setAttribute("role", "status");
    this.#open.addEventListener("click", actions.open);
    this.#hide.addEventListener("click", actions.hideTeaser);
  }

  show(teaser: Teaser | null, speech: LauncherSpeech): void {
    this.#hide.ariaLabel = speech.words.hide;
    this.element.hidden = teaser === null;
    if (teaser !== null) this.#open.replaceChildren(...contentOf(teaser, speech));
  }
}

function contentOf(teaser: Teaser, { words }: LauncherSpeech): Node[] {
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
