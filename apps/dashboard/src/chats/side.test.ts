import { expect, test } from "vitest";
import { readSide } from "./side.ts";

test("there is room for one thing beside the chat, and a transcript only in the history", () => {
  expect(readSide({ info: true, history: true, past: "2601.1.x" })).toEqual({ info: true });
  expect(readSide({ history: true, past: "2601.1.x" })).toEqual({ history: true, past: "2601.1.x" });
  expect(readSide({ past: "2601.1.x" })).toEqual({});
});

test("what makes no sense is left out", () => {
  expect(readSide({ info: "yes", history: 1 })).toEqual({});
  expect(readSide({ history: true, past: "" })).toEqual({ history: true });
  expect(readSide({ history: true, past: { toString: 1 } })).toEqual({ history: true });
});
