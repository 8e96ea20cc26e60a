import { expect, test } from "vitest";
import { keysOf, type Press, shortcutOf } from "./shortcuts.ts";

const NOT_HELD = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false };
const ALT = { ...NOT_HELD, altKey: true };
const CONTROL_COMMAND = { ...NOT_HELD, ctrlKey: true, metaKey: true };
const E_AND_PLACE = { key: "e", code: "KeyE" };

/** What is written in the help, pressed on a keyboard where the signs stand in their American places. */
function pressed(keys: string): Press {
  const [sign = "", ...held] = keys.split(" ").reverse();
  const arrow = { "↑": "ArrowUp", "↓": "ArrowDown" }[sign];
  return {
    ...NOT_HELD,
    key: arrow ?? sign.toLowerCase(),
    code: arrow ?? `Key${sign}`,
    altKey: held.includes("Alt") || held.includes("⌥"),
    ctrlKey: held.includes("Ctrl") || held.includes("⌃"),
    metaKey: held.includes("⌘"),
  };
}

for (const isMac of [false, true]) {
  test(`[KB3] each key that the help shows ${isMac ? "on a Mac" : "elsewhere"} does what it says`, () => {
    const others = ["palette", "escape", "help"];
    for (const [name, keys] of Object.entries(keysOf(isMac))) {
      expect(shortcutOf(pressed(keys), isMac)).toBe(others.includes(name) ? undefined : name);
    }
  });
}

test("[KB1] Option writes: on a Mac an accent, @ or € neither ends nor leaves a chat", () => {
  for (const [key, code] of [
    ["Dead", "KeyE"],
    ["€", "KeyE"],
    ["ę", "KeyE"],
    ["@", "KeyL"],
    ["ł", "KeyL"],
    ["ą", "KeyA"],
    ["ś", "KeyS"],
    ["e", "KeyE"],
  ] as const) {
    expect(shortcutOf({ ...ALT, key, code }, true)).toBeUndefined();
  }
});

test("[KB1] what a text field or the browser of a Mac does with Control or Command alone stays theirs", () => {
  expect(shortcutOf({ ...CONTROL_COMMAND, ...E_AND_PLACE }, true)).toBe("end");
  expect(shortcutOf({ ...CONTROL_COMMAND, ...E_AND_PLACE, metaKey: false }, true)).toBeUndefined();
  expect(shortcutOf({ ...CONTROL_COMMAND, ...E_AND_PLACE, ctrlKey: false }, true)).toBeUndefined();
  expect(shortcutOf({ ...CONTROL_COMMAND, ...E_AND_PLACE, altKey: true }, true)).toBeUndefined();
});

test("[KB1] elsewhere it is Alt alone: AltGr writes", () => {
  expect(shortcutOf({ ...ALT, ...E_AND_PLACE }, false)).toBe("end");
  expect(shortcutOf({ ...ALT, key: "€", code: "KeyE", ctrlKey: true }, false)).toBeUndefined();
  expect(shortcutOf({ ...CONTROL_COMMAND, ...E_AND_PLACE }, false)).toBeUndefined();
  expect(shortcutOf({ ...NOT_HELD, ...E_AND_PLACE }, false)).toBeUndefined();
});

test("[KB1] a key that is held down acts once, and none acts with Shift", () => {
  for (const isMac of [false, true]) {
    const end = { ...(isMac ? CONTROL_COMMAND : ALT), ...E_AND_PLACE };
    expect(shortcutOf(end, isMac)).toBe("end");
    expect(shortcutOf({ ...end, repeat: true }, isMac)).toBeUndefined();
    expect(shortcutOf({ ...end, shiftKey: true }, isMac)).toBeUndefined();
  }
});

test("[KB2] the letter on the key counts, as on AZERTY, also with Caps Lock", () => {
  expect(shortcutOf({ ...ALT, key: "a", code: "KeyQ" }, false)).toBe("invite");
  expect(shortcutOf({ ...ALT, key: "q", code: "KeyA" }, false)).toBeUndefined();
  expect(shortcutOf({ ...CONTROL_COMMAND, key: "a", code: "KeyQ" }, true)).toBe("invite");
  expect(shortcutOf({ ...ALT, key: "A", code: "KeyQ" }, false)).toBe("invite");
});

test("[KB2] where other letters stand on the keys, their places count", () => {
  expect(shortcutOf({ ...ALT, key: "ф", code: "KeyA" }, false)).toBe("invite");
  expect(shortcutOf({ ...CONTROL_COMMAND, key: "у", code: "KeyE" }, true)).toBe("end");
});
