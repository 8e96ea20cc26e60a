/** The width up to which the panel takes the whole screen, as in panel.css. */
export function isPhone(): boolean {
  return matchMedia("(max-width: 480px)").matches;
}
