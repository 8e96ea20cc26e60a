import { once } from "node:events";
import { createRequire } from "node:module";
import type { Writable } from "node:stream";
import { expect, test } from "vitest";
import { textFrame } from "./text-frame.ts";

// ws exports its reader, its types do not say so.
const { Receiver } = createRequire(import.meta.url)("ws") as {
  Receiver: new (options: { isServer: boolean }) => Writable;
};

const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 300_000];

test.each(LENGTHS)("a text of %i bytes is read by ws as it was written", async (length) => {
  const text = "é".repeat(length / 2) + "x".repeat(length % 2);
  expect(await read(textFrame(text))).toEqual([text]);
});

test("frames written in one go are read one by one, whatever was made last", async () => {
  const texts = ["one", "two", "two", "", "🫖"];
  expect(await read(texts.map(textFrame).join(""))).toEqual(texts);
});

async function read(bytes: string): Promise<string[]> {
  const receiver = new Receiver({ isServer: false });
  const texts: string[] = [];
  receiver.on("message", (data: Buffer) => texts.push(data.toString()));
  receiver.end(Buffer.from(bytes, "latin1"));
  await once(receiver, "finish");
  return texts;
}
