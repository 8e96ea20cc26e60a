import type { KeyValueStore } from "../environment.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

export function memoryStorage(values = new Map<string, string>()): KeyValueStore {
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => {
      values.set(key, value);
    },
    remove: (key) => {
      values.delete(key);
    },
    keys: () => [...values.keys()],
  };
}

/**
 * Storage as tabs in processes of their own see it: each sees its own writes at once, those of the others, and who
 * wrote last, after `latencyMs`. Returns what makes the view of one more tab.
 */
export function laggingStorage(clock: SimulatedClock, latencyMs: number): () => KeyValueStore {
  const agreed = new Map<string, string>();
  const views = [agreed];
  const everywhere = (change: (view: Map<string, string>) => void) =>
    clock.after(latencyMs, () => {
      for (const view of views) change(view);
    });
  return () => {
    const own = new Map(agreed);
    views.push(own);
    return {
      ...memoryStorage(own),
      set: (key, value) => {
        own.set(key, value);
        everywhere((view) => view.set(key, value));
      },
      remove: (key) => {
        own.delete(key);
        everywhere((view) => view.delete(key));
      },
    };
  };
}
