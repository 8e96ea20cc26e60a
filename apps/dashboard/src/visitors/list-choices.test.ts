import { expect, it } from "vitest";
import { DEFAULT_COLUMNS } from "./column-names.ts";
import { DEFAULT_CHOICES, readChoices, withCollapsed, withColumn } from "./list-choices.ts";

it("[VI9] an agent's choices are read back as they were kept", () => {
  const kept = {
    group: "country",
    view: "visual",
    columns: ["visitor", "cart"],
    collapsed: { country: ["FR", ""] },
  };
  expect(readChoices(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

it("[VI15] what is not understood is as if nothing had been chosen", () => {
  expect(
    readChoices({ group: "shoe size", view: 3, columns: "all", collapsed: { shoes: [], activity: [4] } }),
  ).toEqual(DEFAULT_CHOICES);
  expect(readChoices({ columns: ["cart", "visitor", "shoes"] }).columns).toEqual(["visitor", "cart"]);
});

it("[VI15] a column comes back where it stood", () => {
  const without = withColumn(DEFAULT_COLUMNS, "online", false);
  expect(without).toEqual(DEFAULT_COLUMNS.filter((name) => name !== "online"));
  expect(withColumn(without, "online", true)).toEqual(DEFAULT_COLUMNS);
});

it("[VI9] of the groups that are collapsed the latest hundred are kept", () => {
  let keys: string[] = [];
  for (let index = 0; index < 130; index += 1) keys = withCollapsed(keys, `k${index}`, true);
  expect([keys.length, keys[0], keys.at(-1)]).toEqual([100, "k30", "k129"]);
  expect(withCollapsed(["a", "b"], "a", true)).toEqual(["b", "a"]);
  expect(withCollapsed(["a", "b"], "a", false)).toEqual(["b"]);
});
