import { expect, test } from "vitest";
import { Refresher } from "./refresher.ts";

/** A reading that the test ends. */
function readings() {
  const begun: { key: string; end: (error?: Error) => void }[] = [];
  const refresher = new Refresher<string>(
    (key) =>
      new Promise((resolve, reject) => {
        begun.push({ key, end: (error) => (error ? reject(error) : resolve()) });
      }),
  );
  return { begun, refresher };
}

test("whoever asks during a reading gets one more, however many ask", async () => {
  const { begun, refresher } = readings();
  const first = refresher.ask("a");
  const later = [refresher.ask("a"), refresher.ask("a")];
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  await first;
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.end();
  await Promise.all(later);
  expect(begun).toHaveLength(2);
});

test("keys do not wait for one another, and after a failure it goes on", async () => {
  const { begun, refresher } = readings();
  const [failing, other] = [refresher.ask("a"), refresher.ask("b")];
  const next = refresher.ask("a");
  expect(begun.map(({ key }) => key)).toEqual(["a", "b"]);
  begun[0]?.end(new Error("away"));
  await expect(failing).rejects.toThrow("away");
  await expect.poll(() => begun.length).toBe(3);
  begun[1]?.end();
  begun[2]?.end();
  await Promise.all([other, next]);
});
