import { isPhone, onPhoneChange } from "./phone.ts";

/**
 * The panel as a dialog. On a phone, where it covers the page, the browser makes all of the page behind unreachable, by
 * key, touch and screen reader, and nothing of the page's is changed for that; elsewhere the page stays in reach.
 */
export class PanelDialog {
  #element: HTMLDialogElement | null = null;

  constructor() {
    onPhoneChange(() => this.#element?.open && this.open());
  }

  /** Where Preact put it. */
  readonly place = (element: HTMLDialogElement | null): void => {
    this.#element = element;
  };

  /** Again after the page took it out of itself and it was put back: by then the page would be in reach. */
  open(): void {
    const dialog = this.#element;
    if (dialog === null || (dialog.open && dialog.matches(":modal") === isPhone())) return;
    const focused = dialog.querySelector<HTMLElement>(":focus");
    dialog.close();
    if (isPhone()) dialog.showModal();
    // Not `show()`, which takes the focus.
    else dialog.open = true;
    focused?.focus();
  }

  close(): void {
    this.#element?.close();
  }
}
