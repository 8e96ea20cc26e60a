import { expect, test } from "vitest";
import { isJustSent } from "./just-sent.ts";

test("[WT5] what is sent takes me to the end of the log", () => {
  expect(isJustSent([], ["a"])).toBe(true);
  expect(isJustSent(["a"], ["a", "b"])).toBe(true);
  expect(isJustSent(["a"], ["b"])).toBe(true);
});

test("[WT5] whatever becomes of what was sent before leaves me where I read", () => {
  expect(isJustSent(["a"], ["a"])).toBe(false);
  expect(isJustSent(["a"], [])).toBe(false);
  expect(isJustSent(["a", "b"], ["b"])).toBe(false);
  expect(isJustSent(["file", "b"], ["file"])).toBe(false);
  expect(isJustSent([], [])).toBe(false);
});
