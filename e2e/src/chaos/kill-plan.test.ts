import { expect, test } from "vitest";
import { LEAST, planKills } from "./kill-plan.ts";
import { Random } from "./random.ts";

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const plan = (seed: number, seconds: number) => planKills(new Random(seed, "killer"), { seconds, nodes: 3 });

test("a seed draws the same kills, and another one others", () => {
  expect(plan(7, 60)).toEqual(plan(7, 60));
  expect(plan(7, 60)).not.toEqual(plan(8, 60));
});

test.each([5, 15, 30, 60])(
  "in %i seconds a node, Redis and PostgreSQL are killed, whatever the seed",
  (seconds) => {
    for (const seed of seeds) {
      const kinds = plan(seed, seconds).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining([...LEAST]));
    }
  },
);

test("in 60 seconds there are ten kills, one after the other and within them, of every node", () => {
  for (const seed of seeds) {
    const kills = plan(seed, 60);
    expect(kills).toHaveLength(10);
    expect(kills.map(({ atMs }) => atMs)).toEqual(kills.map(({ atMs }) => atMs).sort((a, b) => a - b));
    expect(kills.at(-1)?.atMs).toBeLessThan(60_000);
    expect(kills.some(({ kind }) => kind === "stop of a node")).toBe(true);
  }
  expect(new Set(seeds.flatMap((seed) => plan(seed, 60).map(({ node }) => node)))).toEqual(
    new Set([0, 1, 2]),
  );
});
