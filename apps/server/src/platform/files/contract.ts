import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { FileStore } from "./file-store.ts";

const KEY = "0123456789abcdef";
const OTHER = "fedcba9876543210.thumbnail";

/** What every adapter of the port promises. */
export function fileStoreContract(openStore: () => Promise<FileStore>): void {
  const contentOf = async (store: FileStore, key: string) => {
    const found = await store.open(key);
    return found && { sizeBytes: found.sizeBytes, text: String(await buffer(found.content)) };
  };
  const keysOf = async (store: FileStore) => {
    const keys: string[] = [];
    for await (const key of store.keys()) keys.push(key);
    return keys.sort();
  };

  test("what was put is opened, as often as it is asked for", async () => {
    const store = await openStore();
    await store.put(KEY, Readable.from([Buffer.from("one "), Buffer.from("two")]));
    for (let time = 0; time < 2; time += 1)
      expect(await contentOf(store, KEY)).toEqual({ sizeBytes: 7, text: "one two" });
  });

  test("a key that was never put opens nothing, and removing it is no error", async () => {
    const store = await openStore();
    expect(await store.open(KEY)).toBeNull();
    await store.remove(KEY);
    expect(await keysOf(store)).toEqual([]);
  });

  test("what was removed is gone, and nothing else is", async () => {
    const store = await openStore();
    await store.put(KEY, Readable.from([Buffer.from("goes")]));
    await store.put(OTHER, Readable.from([Buffer.from("stays")]));
    expect(await keysOf(store)).toEqual([KEY, OTHER]);
    await store.remove(KEY);
    expect(await store.open(KEY)).toBeNull();
    expect(await contentOf(store, OTHER)).toEqual({ sizeBytes: 5, text: "stays" });
    expect(await keysOf(store)).toEqual([OTHER]);
  });

  test("[FI5] content that breaks off leaves nothing, and what was there before stays", async () => {
    const store = await openStore();
    await expect(store.put(KEY, breakingOff())).rejects.toThrow("cut");
    expect(await keysOf(store)).toEqual([]);
    await store.put(KEY, Readable.from([Buffer.from("whole")]));
    await expect(store.put(KEY, breakingOff())).rejects.toThrow("cut");
    expect(await contentOf(store, KEY)).toEqual({ sizeBytes: 5, text: "whole" });
  });

  test("[FI5] a key that is not one of our ids is a defect, not a place", async () => {
    const store = await openStore();
    for (const key of ["../../etc/passwd", "photo of me.png", "", "0123456789abcdef/../x"])
      await expect(store.put(key, Readable.from([Buffer.from("x")]))).rejects.toThrow();
    expect(await keysOf(store)).toEqual([]);
  });
}

function breakingOff(): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.from("the beginning");
      throw new Error("cut");
    })(),
  );
}
