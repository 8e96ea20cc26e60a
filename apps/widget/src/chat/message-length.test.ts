import * as domain from "@causerie/domain";
import { expect, test } from "vitest";
import { MAX_MESSAGE_LENGTH, roomFor } from "./message-length.ts";

test("the limit is the domain's [CH15]", () => {
  expect(MAX_MESSAGE_LENGTH).toBe(domain.MAX_MESSAGE_LENGTH);
});

test("the composer counts from 9,000 characters on and says by how many a text is too long [CH15]", () => {
  expect(roomFor("a".repeat(8_999))).toEqual({ kind: "ample" });
  expect(roomFor("a".repeat(9_000))).toEqual({ kind: "left", count: 1_000 });
  expect(roomFor("a".repeat(10_000))).toEqual({ kind: "left", count: 0 });
  expect(roomFor("a".repeat(10_001))).toEqual({ kind: "over", count: 1 });
});
