import { expect, test } from "vitest";
import { OnSite } from "./on-site.ts";
import { ACCOUNT, ALL, arrive, watch } from "./testing/watched.ts";
import { Windows } from "./windows.ts";

test("[LI13] of many searches between two ticks the first and the last are answered, scrolling all the time", () => {
  const onSite = new OnSite(() => 1000, { placeOf: async () => null });
  const windows = new Windows(onSite);
  for (const name of ["Ada", "Bea", "Cy"]) arrive(onSite, name, { visits: 0 });
  const hasty = watch(windows, ALL);
  const calm = watch(windows, ALL);
  windows.tick();
  const [before, calmBefore] = [hasty.frames.length, calm.frames.length];
  const search = (id: number, text: string) => windows.watch(ACCOUNT, hasty, id, { ...ALL, search: text });
  search(10, "bea");
  for (let id = 11; id < 500; id += 1) search(id, `nobody ${id}`);
  expect(hasty.frames.slice(before).map((frame) => frame.watch)).toEqual([10]);
  search(500, "cy");
  // What is at hand costs no list.
  windows.watch(ACCOUNT, calm, 2, { ...ALL, offset: 1 });
  expect(calm.frames.slice(calmBefore).map((frame) => frame.watch)).toEqual([2]);
  windows.tick();
  expect(hasty.frames.slice(before).map((frame) => frame.watch)).toEqual([10, 500]);
  expect(hasty.frames.at(-1)?.order.add).toEqual(["1.Cy"]);
  windows.tick();
  search(501, "ada");
  expect(hasty.frames.at(-1)?.order.add).toEqual(["1.Ada"]);
});

test("[LI13] who looks at what is at hand again, or at nothing, is not shown the search that waited", () => {
  const onSite = new OnSite(() => 1000, { placeOf: async () => null });
  const windows = new Windows(onSite);
  arrive(onSite, "Ada", { visits: 0 });
  watch(windows, ALL);
  const fickle = watch(windows, ALL);
  windows.watch(ACCOUNT, fickle, 2, { ...ALL, search: "b" });
  windows.watch(ACCOUNT, fickle, 3, { ...ALL, search: "c" });
  windows.watch(ACCOUNT, fickle, 4, ALL);
  expect(fickle.frames.at(-1)?.watch).toBe(4);
  windows.tick();
  expect(fickle.frames.at(-1)?.watch).toBe(4);
  expect(fickle.frames.at(-1)?.order.add).toEqual(["1.Ada"]);
});
