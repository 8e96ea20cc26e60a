import { expect, test } from "vitest";
import { afterChange, afterTyping, nothingTyped } from "./typed-ahead.ts";

test("[KB4] what was typed comes to hold, letter by letter, and is never news from elsewhere", () => {
  let ahead = afterTyping(afterTyping(afterTyping(nothingTyped(""), "l"), "la"), "lam");
  for (const value of ["l", "lam"]) {
    const { isFromElsewhere, ...next } = afterChange(ahead, value);
    expect(isFromElsewhere).toBe(false);
    ahead = next;
  }
  expect(ahead).toEqual(nothingTyped("lam"));
});

test("[KB4] cleared from elsewhere, or gone back in the browser, is told", () => {
  const lamp = afterChange(afterTyping(nothingTyped(""), "lamp"), "lamp");
  expect(afterChange(lamp, "")).toEqual({ ...nothingTyped(""), isFromElsewhere: true });
  expect(afterChange(lamp, "teapot")).toEqual({ ...nothingTyped("teapot"), isFromElsewhere: true });
});

test("[KB4] what holds already is awaited by nobody: clearing it later is told", () => {
  const deletedAgain = afterTyping(nothingTyped(""), "");
  const lamp = afterChange(afterTyping(deletedAgain, "lamp"), "lamp");
  expect(afterChange(lamp, "").isFromElsewhere).toBe(true);
});

test("[KB4] the same value once more is no news", () => {
  const ahead = afterTyping(nothingTyped("a"), "ab");
  expect(afterChange(ahead, "a")).toEqual({ ...ahead, isFromElsewhere: false });
});
