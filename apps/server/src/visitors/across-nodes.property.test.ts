import fc from "fast-check";
import { expect, test } from "vitest";
import { STAY_MS } from "./on-site.ts";
import { leftOf, rowsOf, TestNodes } from "./testing/nodes.ts";
import { NodesModel, operations } from "./testing/nodes-model.ts";

test("[VI17] [VI18] [VI14] whatever visitors do on three nodes, every agent sees what one plain list would show", async () => {
  await fc.assert(
    fc.asyncProperty(operations(false), async (steps) => {
      const nodes = new TestNodes();
      const model = new NodesModel(nodes);
      for (const step of steps) await model.perform(step);
      await nodes.pass(STAY_MS + 2_000);
      expectAllTheSame(model);
      const left = [...model.leftAt].sort(([, a], [, b]) => b - a).map(([name]) => name);
      for (const agent of model.agents.values()) {
        expect(leftOf(agent)).toEqual(left);
        for (const { name, onSiteSince, visits, cart } of rowsOf(agent)) {
          expect([name, onSiteSince]).toEqual([name, model.visits.get(name ?? "")?.since]);
          expect([visits, model.cartOf(name ?? "") ?? cart]).toEqual([1, cart]);
        }
      }
      const stored = [...nodes.stored.values()].map(({ visitorId, pages }) => [visitorId, pages]);
      const visited = [...model.visits].map(([name, { pages }]) => [`1.${name}`, pages]);
      expect(stored.sort()).toEqual(visited.sort());
    }),
    { numRuns: 150 },
  );
});

test("[VI18] [VI19] whatever nodes miss, and whichever die, in the end every agent sees who is there, once", async () => {
  await fc.assert(
    fc.asyncProperty(operations(true), async (steps) => {
      const nodes = new TestNodes();
      const model = new NodesModel(nodes);
      for (const step of steps) await model.perform(step);
      for (const node of nodes.all) nodes.heal(node);
      await nodes.pass(STAY_MS + 6_000);
      expectAllTheSame(model);
    }),
    { numRuns: 250 },
  );
});

function expectAllTheSame(model: NodesModel): void {
  const [first, ...others] = [...model.agents.values()];
  if (!first) throw new Error("no node has an agent");
  expect(model.seenBy(first)).toEqual(model.expected());
  for (const other of others) expect(rowsOf(other)).toEqual(rowsOf(first));
  for (const { counts } of model.agents.values()) expect(counts.at(-1)).toBe(model.expected().length);
}
