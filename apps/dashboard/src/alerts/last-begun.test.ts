import { expect, test } from "vitest";
import { lastBegun } from "./last-begun.ts";

test("[DA3] the plain icon stays when the picture with the count is ready after it", async () => {
  const shown: string[] = [];
  const show = lastBegun((href: string) => shown.push(href));
  const { promise, resolve } = Promise.withResolvers<string>();
  const withCount = show(promise);
  await show("plain");
  resolve("with the count");
  await withCount;
  expect(shown).toEqual(["plain"]);
});

test("[DA3] one after the other, each is shown", async () => {
  const shown: string[] = [];
  const show = lastBegun((href: string) => shown.push(href));
  await show(Promise.resolve("with the count"));
  await show("plain");
  expect(shown).toEqual(["with the count", "plain"]);
});
