import type { SiteEventName, SiteListener } from "./check-call.ts";

/** The page's listeners. One that throws is reported as the page's own error and disturbs nobody else. */
export class SiteEvents {
  readonly #listeners = new Map<SiteEventName, Set<SiteListener>>();

  on(event: SiteEventName, listener: SiteListener): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off(event: SiteEventName, listener: SiteListener): void {
    this.#listeners.get(event)?.delete(listener);
  }

  tell(event: SiteEventName, detail: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
