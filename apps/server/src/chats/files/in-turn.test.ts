import { expect, test } from "vitest";
import { InTurn } from "./in-turn.ts";

/** What is run in which order, where all have come before the first is done. */
async function orderOf(places: number, names: readonly string[]): Promise<string[]> {
  const inTurn = new InTurn(places);
  const begun: string[] = [];
  let underWay = 0;
  let most = 0;
  const runs = names.map((name) =>
    inTurn.run(name.slice(0, 1), async () => {
      begun.push(name);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    }),
  );
  await Promise.all(runs);
  expect(most).toBe(Math.min(places, names.length));
  return begun;
}

test("[LI23] who puts six pictures at once keeps others waiting for two of them", async () => {
  expect(await orderOf(1, ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "c1", "b2"])).toEqual([
    "a1",
    "a2",
    "b1",
    "c1",
    "a3",
    "b2",
    "a4",
    "a5",
    "a6",
  ]);
});

test("[LI23] those who come one after the other have their turns in that order", async () => {
  expect(await orderOf(1, ["a1", "b1", "c1", "d1"])).toEqual(["a1", "b1", "c1", "d1"]);
  expect(await orderOf(2, ["a1", "a2", "a3", "b1"])).toEqual(["a1", "a2", "a3", "b1"]);
});

test("[LI23] work that fails gives its place to the next, and the last one leaves it free", async () => {
  const inTurn = new InTurn(1);
  const failed = inTurn.run("a", () => Promise.reject(new Error("broken")));
  const next = inTurn.run("a", async () => "next");
  await expect(failed).rejects.toThrow("broken");
  expect(await next).toBe("next");
  expect(await inTurn.run("b", async () => "later")).toBe("later");
});
