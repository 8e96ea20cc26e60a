import type { Page } from "@causerie/protocol";
import { beforeEach, expect, test } from "vitest";
import { watchPage } from "./page-watch.ts";

let page: Page;
let hint: () => void;
let settle: (() => void) | null;
let told: Page[];

beforeEach(() => {
  page = { url: "https://shop.example/", title: "Shop" };
  settle = null;
  told = [];
  const view = {
    read: () => page,
    onHint: (listener: () => void) => {
      hint = listener;
    },
    after: (_delayMs: number, run: () => void) => {
      settle = run;
    },
  };
  watchPage(view, (next) => told.push(next));
});

function settled(): void {
  const run = settle;
  settle = null;
  run?.();
}

test("an address and the title that follows it are one page", () => {
  page = { url: "https://shop.example/tea", title: "Shop" };
  hint();
  page = { ...page, title: "Tea" };
  hint();
  settled();
  expect(told).toEqual([{ url: "https://shop.example/tea", title: "Tea" }]);
});

test("a title that changes later is told too", () => {
  page = { ...page, title: "(1) Shop" };
  hint();
  settled();
  expect(told).toEqual([{ url: "https://shop.example/", title: "(1) Shop" }]);
});

test("hints without a change, and a walk away and back, tell nothing", () => {
  hint();
  expect(settle).toBeNull();
  page = { url: "https://shop.example/tea", title: "Tea" };
  hint();
  page = { url: "https://shop.example/", title: "Shop" };
  settled();
  expect(told).toEqual([]);
});
