import { isPhone, onPhoneChange } from "./phone.ts";
import { styleSheet } from "./style-sheet.ts";

const still = "html { overflow: hidden !important; }";

/** On a phone the panel covers what the keyboard leaves of the screen, and the page behind does not scroll. */
export class PhoneScreen {
  readonly #sheet = styleSheet("");
  readonly #stillPage = styleSheet(still);
  #covers = false;

  constructor(root: ShadowRoot) {
    root.adoptedStyleSheets.push(this.#sheet);
    // A phone that is turned may have room for both.
    onPhoneChange(() => this.cover(this.#covers));
    for (const type of ["resize", "scroll"]) {
      visualViewport?.addEventListener(type, () => this.#fit(), { passive: true });
    }
  }

  cover(open: boolean): void {
    this.#covers = open;
    this.#fit();
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#stillPage);
    document.adoptedStyleSheets = open && isPhone() ? [...others, this.#stillPage] : others;
  }

  #fit(): void {
    if (!this.#covers || !isPhone() || !visualViewport) return;
    const { height, offsetTop } = visualViewport;
    this.#sheet.replaceSync(`.panel { --seen-height: ${height}px; --seen-top: ${offsetTop}px; }`);
  }
}
