import { expect, test } from "vitest";
import { tagChanges, tagsOf, textOf } from "./tags-text.ts";

test("what stands between spaces and commas is a tag, each once", () => {
  expect(tagsOf("  vip,refund ;  vip\tnew ")).toEqual(["vip", "refund", "new"]);
  expect(tagsOf(" , ")).toEqual([]);
  expect(textOf(["vip", "refund"])).toBe("vip refund");
});

test("[DE4] what was typed is told as what it adds to what was seen and takes from it", () => {
  expect(tagChanges("vip refund", "refund new")).toEqual({ add: ["new"], remove: ["vip"] });
  expect(tagChanges("vip", "vip ")).toEqual({ add: [], remove: [] });
});
