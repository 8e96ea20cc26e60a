const BY_LETTER = {
  s: "serve",
  e: "end",
  l: "leave",
  a: "invite",
  t: "transfer",
  n: "note",
  i: "info",
  h: "history",
} as const;
const BY_ARROW = { ArrowUp: "previous", ArrowDown: "next" } as const;

export type Shortcut = (typeof BY_LETTER)[keyof typeof BY_LETTER] | (typeof BY_ARROW)[keyof typeof BY_ARROW];

export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "repeat"
>;

/** What a key does, wherever the focus is: none of them writes anything [KB1]. */
export function shortcutOf(press: Press, isMac: boolean): Shortcut | undefined {
  if (press.shiftKey || press.repeat) return undefined;
  if (isAltAlone(press) && isKeyOf(BY_ARROW, press.code)) return BY_ARROW[press.code];
  const letter = letterOf(press);
  if (!isKeyOf(BY_LETTER, letter)) return undefined;
  return (isMac ? isControlCommand(press) : isAltAlone(press)) ? BY_LETTER[letter] : undefined;
}

/** Every key, as the help and the palette show them [KB3]. */
export function keysOf(isMac: boolean) {
  const [letter, arrow, palette] = isMac ? ["⌃ ⌘", "⌥", "⌘"] : ["Alt", "Alt", "Ctrl"];
  return {
    palette: `${palette} K`,
    serve: `${letter} S`,
    previous: `${arrow} ↑`,
    next: `${arrow} ↓`,
    end: `${letter} E`,
    leave: `${letter} L`,
    invite: `${letter} A`,
    transfer: `${letter} T`,
    note: `${letter} N`,
    info: `${letter} I`,
    history: `${letter} H`,
    escape: "Esc",
    help: "?",
  } as const;
}

function isAltAlone({ altKey, ctrlKey, metaKey }: Press): boolean {
  return altKey && !ctrlKey && !metaKey;
}

function isControlCommand({ altKey, ctrlKey, metaKey }: Press): boolean {
  return ctrlKey && metaKey && !altKey;
}

/** What stands on the key, else its place [KB2]. */
function letterOf({ key, code }: Press): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}

function isKeyOf<Key extends string>(keys: Record<Key, unknown>, name: string): name is Key {
  return Object.hasOwn(keys, name);
}
