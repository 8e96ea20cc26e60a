import type { Language } from "../words/language.ts";
import launcherSheet from "./launcher.css?inline";
import sheetText from "./shell.css?inline";
import { styleSheet } from "./style-sheet.ts";

/** The one element of ours in the page, and in it the open shadow root that keeps both sides' styles apart. */
export class Shell {
  readonly #host = document.createElement("causerie-widget");
  readonly root: ShadowRoot;
  /** Holds everything that is seen; carries language and direction. */
  readonly frame: HTMLElement;
  #isDressed = false;

  constructor() {
    this.root = this.#host.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [styleSheet(launcherSheet)];
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.root.append(this.frame);
    // Seen from the page our text box is this plain element: its shortcuts would fire at every letter typed.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.root.addEventListener(type, (event) => event.stopPropagation());
    }
  }

  get isAttached(): boolean {
    return this.#host.isConnected;
  }

  /** Again where a site drew its page anew, which `redrawn` sees; its body may be another one then. */
  attach(redrawn: MutationObserver): void {
    document.body.append(this.#host);
    for (const parent of [document, document.documentElement, document.body])
      redrawn.observe(parent, { childList: true });
  }

  /** The style sheet for more than the launcher: a page on which nothing more is seen does without it. */
  dress(): void {
    if (this.#isDressed) return;
    this.#isDressed = true;
    this.root.adoptedStyleSheets.push(styleSheet(sheetText));
  }

  speak(language: Language): void {
    this.frame.lang = language;
    this.frame.dir = "ltr";
  }
}
