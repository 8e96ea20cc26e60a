import { useSyncExternalStore } from "react";

/** One timer for every figure that ticks; it runs only while one is on the screen. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = now();

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  second = now();
  for (const listener of listeners) listener();
}

function current(): number {
  if (timer === undefined) second = now();
  return second;
}

/** Epoch ms, a new value once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current) * 1000;
}
