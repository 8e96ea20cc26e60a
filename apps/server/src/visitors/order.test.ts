import fc from "fast-check";
import { expect, test } from "vitest";
import { Order } from "./order.ts";

test("[VI6] a list of thousands is in order after any changes, each place and rank as in a sorted one", () => {
  const change = fc.record({
    id: fc.nat(5_999),
    key: fc.nat(50),
    isDeleted: fc.boolean(),
    times: fc.nat(900),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30, size: "max" }), (changes) => {
      const keys = new Map(Array.from({ length: 3_000 }, (_, id) => [String(id), id % 7]));
      const order = new Order([...keys].map(([id, key]) => ({ id, key })));
      for (const { id, key, isDeleted, times } of changes)
        for (let count = 0; count <= times; count += 1) {
          const one = String((id + count) % 6_000);
          if (isDeleted) order.delete(one);
          else order.set(one, key);
          if (isDeleted) keys.delete(one);
          else keys.set(one, key);
        }
      const sorted = [...keys].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
      expect(order.ids()).toEqual(sorted.map(([id]) => id));
      expect(order.size).toBe(sorted.length);
      for (let index = 0; index < sorted.length; index += 97) {
        const [id = "", key = 0] = sorted[index] ?? [];
        expect(order.at(index)).toEqual({ id, key });
        expect(order.rankOf(id, key)).toBe(index);
      }
      expect(order.at(sorted.length)).toBe(undefined);
      expect(order.rankOf("", 51)).toBe(sorted.length);
    }),
    { numRuns: 60 },
  );
});
