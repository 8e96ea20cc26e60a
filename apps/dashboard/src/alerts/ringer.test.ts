import { expect, it } from "vitest";
import { mayRing } from "./ringer.ts";

it("Of several tabs only the one that holds the lease rings", () => {
  const lease = { tab: "a", until: 100 };
  expect(mayRing(lease, "a", 50)).toBe(true);
  expect(mayRing(lease, "b", 50)).toBe(false);
});

it("Another tab rings when the holder is gone, or there is none", () => {
  expect(mayRing({ tab: "a", until: 100 }, "b", 100)).toBe(true);
  expect(mayRing(null, "b", 0)).toBe(true);
});
