import { expect, it } from "vitest";
import { titleOf } from "./title.ts";

it("The tab's title counts what waits", () => {
  expect(titleOf(0, null)).toBe("Causerie");
  expect(titleOf(1, null)).toBe("(1) Causerie");
  expect(titleOf(3, "Visitors")).toBe("(3) Visitors · Causerie");
});
