import { expect, test } from "vitest";
import { readOptions, sizeOf } from "./options.ts";

test("a full run has nine pairs, and each line its own size", () => {
  expect(readOptions([])).toEqual({
    lines: [],
    pairs: 9,
    seconds: 5,
    visitors: null,
    agents: null,
    messages: 10_000_000,
    out: null,
    profile: null,
  });
});

test("a size that is asked for takes the place of the line's own", () => {
  const own = { visitors: 1000, agents: 20 };
  expect(sizeOf(readOptions(["--visitors", "50"]), own)).toEqual({ visitors: 50, agents: 20 });
});

test("a quick run is shorter, and what is asked for by name goes before it", () => {
  expect(readOptions(["--quick"])).toMatchObject({ pairs: 2, seconds: 1 });
  expect(readOptions(["relay", "--quick", "--pairs", "3", "--out", "figures.json"])).toMatchObject({
    lines: ["relay"],
    pairs: 3,
    seconds: 1,
    out: "figures.json",
  });
});

test("a number that makes no sense is refused by the option's name", () => {
  expect(() => readOptions(["--pairs", "0"])).toThrow(
    '--pairs: got "0"; expected a whole number from 1 to 100',
  );
  expect(() => readOptions(["--seconds", "soon"])).toThrow("--seconds");
});
