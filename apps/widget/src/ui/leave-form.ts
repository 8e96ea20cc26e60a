import type { PanelModel } from "./panel-model.ts";

/** A form in the place of the composer goes; the focus goes from there, if it is given, back to where the way to it began. */
export function leaveForm({ form }: PanelModel, element: HTMLElement | null): void {
  element?.closest(".panel")?.querySelector<HTMLElement>(".menu button")?.focus();
  form.value = null;
}

/** The form, where the visitor still is; an answer takes the focus from nowhere else [WI1]. */
export function withFocus(form: HTMLElement | null): HTMLElement | null {
  return form?.matches(":focus-within") ? form : null;
}

/** Escape closes what stands in the panel, not the panel around it. */
export function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape" || event.isComposing) return;
  event.stopPropagation();
  close();
}
