import { memoryStorage } from "@causerie/client/testing";
import { beforeEach, expect, it, vi } from "vitest";
import { readDraft, writeDraft } from "./drafts.ts";

const KEY = "draft";

beforeEach(() => {
  const stored = memoryStorage();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key),
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.remove(key),
  });
});

it("[WT3] A note comes back as a note, a message as a message", () => {
  writeDraft(KEY, { text: "between us", isNote: true }, true);
  expect(readDraft(KEY, true)).toEqual({ text: "between us", isNote: true });
  writeDraft(KEY, { text: "hello", isNote: false }, true);
  expect(readDraft(KEY, true)).toEqual({ text: "hello", isNote: false });
});

it("[WT3] Where no notes can be written, what was meant as one is not offered as a message, and is kept", () => {
  writeDraft(KEY, { text: "between us", isNote: true }, true);
  expect(readDraft(KEY, false)).toEqual({ text: "", isNote: false });
  writeDraft(KEY, { text: "hello", isNote: false }, false);
  expect(readDraft(KEY, true)).toEqual({ text: "between us", isNote: true });
});

it("[WT3] What was sent leaves nothing behind", () => {
  writeDraft(KEY, { text: "between us", isNote: true }, true);
  writeDraft(KEY, { text: "", isNote: true }, true);
  expect(readDraft(KEY, true)).toEqual({ text: "", isNote: false });
});
