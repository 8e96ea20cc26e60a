import { expect, test } from "vitest";
import { chosenPrograms } from "./programs.ts";

test("a line's name runs the program that measures it, once for all its lines", () => {
  expect(chosenPrograms(["p50-at-2000", "relay"]).map(({ name }) => name)).toEqual(["relay"]);
});

test("without a name everything runs, and a name that nobody knows is refused with those that are known", () => {
  expect(chosenPrograms([]).length).toBeGreaterThan(1);
  expect(() => chosenPrograms(["relais"])).toThrow(/No line is called relais: relay, /);
});
