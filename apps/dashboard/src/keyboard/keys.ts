import { useSyncExternalStore } from "react";

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

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const ALT = isMac ? "⌥" : "Alt";
const MOD = isMac ? "⌘" : "Ctrl";

/** Every key, as the help and the palette show them. */
export const KEYS = {
  palette: `${MOD} K`,
  serve: `${ALT} S`,
  previous: `${ALT} ↑`,
  next: `${ALT} ↓`,
  end: `${ALT} E`,
  leave: `${ALT} L`,
  invite: `${ALT} A`,
  transfer: `${ALT} T`,
  note: `${ALT} N`,
  info: `${ALT} I`,
  history: `${ALT} H`,
  escape: "Esc",
  help: "?",
} as const;
