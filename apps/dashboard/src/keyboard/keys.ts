import { useSyncExternalStore } from "react";
import { keysOf } from "./shortcuts.ts";

/** The help is asked for from the keyboard, the palette and the account menu. */
let isHelpOpen = false;
const listeners = new Set<() => void>();

function show(open: boolean): void {
  isHelpOpen = open;
  for (const listener of listeners) listener();
}

export const openKeysHelp = () => show(true);
export const closeKeysHelp = () => show(false);

export function useKeysHelp(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isHelpOpen,
  );
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const KEYS = keysOf(isMac);
