/** The width up to which the panel takes the whole screen, as in panel.css. */
const PHONE = "(max-width: 480px)";

export function isPhone(): boolean {
  return matchMedia(PHONE).matches;
}

export function onPhoneChange(listener: () => void): void {
  matchMedia(PHONE).addEventListener("change", listener);
}
