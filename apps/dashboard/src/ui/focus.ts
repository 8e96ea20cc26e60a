/** To where the room says what it is, from where everything of it is one Tab away. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("[data-room-heading]")?.focus({ preventScroll: true });
}
