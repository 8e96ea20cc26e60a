import type { Language } from "../words/language.ts";
import sheetText from "./shell.css?inline";
import { styleSheet } from "./style-sheet.ts";

/** The one element of ours in the page, and in it the open shadow root that keeps both sides' styles apart. */
export class Shell {
  readonly #host = document.createElement("causerie-widget");
  readonly root: ShadowRoot;
  /** Holds everything that is seen; carries language and direction. */
  readonly frame: HTMLElement;

  constructor() {
    this.root = this.#host.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [styleSheet(sheetText)];
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.root.append(this.frame);
    // Seen from the page our text box is this plain element: its shortcuts would fire at every letter typed.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.root.addEventListener(type, (event) => event.stopPropagation());
    }
  }

  /** Also puts the element back where a site replaced its whole body. */
  attach(): void {
    if (!this.#host.isConnected) document.body.append(this.#host);
  }

  speak(language: Language): void {
    this.frame.lang = language;
    this.frame.dir = "ltr";
  }
}
