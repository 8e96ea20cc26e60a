import { expect, test } from "vitest";
import { Lane } from "./lane.ts";

/** Each turn lasts until the test ends it. */
function turnsOn(lane: Lane) {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const take = (name: string, yields = false) =>
    lane.inTurn(
      () =>
        new Promise<string>((resolve, reject) => {
          begun.push(name);
          ends.set(name, (error) => (error ? reject(error) : resolve(name)));
        }),
      { yields },
    );
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, take, end };
}

test("[LI21] one at a time, in their order; what yields goes when nothing else waits, in its own order", async () => {
  const { begun, take, end } = turnsOn(new Lane());
  const turns = [take("edit 1", true), take("edit 2", true), take("serve 1"), take("serve 2")];
  expect(begun).toEqual(["edit 1"]);
  await end("edit 1");
  await end("serve 1");
  turns.push(take("serve 3"));
  for (const name of ["serve 2", "serve 3", "edit 2"]) await end(name);
  expect(begun).toEqual(["edit 1", "serve 1", "serve 2", "serve 3", "edit 2"]);
  expect(await Promise.all(turns)).toEqual(["edit 1", "edit 2", "serve 1", "serve 2", "serve 3"]);
});

test("[LI21] what fails keeps nothing waiting", async () => {
  const { begun, take, end } = turnsOn(new Lane());
  const failing = expect(take("one")).rejects.toThrow("broken");
  const next = take("two");
  await end("one", new Error("broken"));
  await failing;
  await end("two");
  expect([begun, await next]).toEqual([["one", "two"], "two"]);
});
