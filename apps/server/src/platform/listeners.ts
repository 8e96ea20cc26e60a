import type { Logger } from "pino";

export type Listeners<Event> = Readonly<{
  add: (listener: (event: Event) => void) => void;
  /** One that throws is logged and keeps nothing from the others. */
  tell: (event: Event) => void;
}>;

export function createListeners<Event>(name: string, log: Pick<Logger, "error">): Listeners<Event> {
  const listeners: ((event: Event) => void)[] = [];
  return {
    add: (listener) => {
      listeners.push(listener);
    },
    tell: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (err) {
          log.error({ err }, `A listener to ${name} failed`);
        }
      }
    },
  };
}
