import { expect, test } from "vitest";
import { readFrames, textFrame } from "./frames.ts";

function serverFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload]);
  const header = length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  header[0] = 0x81;
  header[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

test("frames of every length are read whole, and what is not whole is left", () => {
  const texts = ["", "a".repeat(125), "b".repeat(126), "c".repeat(70_000)];
  const bytes = Buffer.concat(texts.map(serverFrame));
  for (const cut of [0, 1, 3, 130, bytes.length - 1]) {
    const read: string[] = [];
    const used = readFrames(bytes, bytes.length - cut, (text) => read.push(text));
    readFrames(bytes.subarray(used), bytes.length - used, (text) => read.push(text));
    expect(read).toEqual(texts);
  }
});

test("a client's frame carries its text masked", () => {
  for (const text of ["short", "é".repeat(200)]) {
    const frame = textFrame(text);
    const start = text === "short" ? 6 : 8;
    const unmasked = frame.subarray(start).map((byte, index) => byte ^ (frame[start - 4 + (index % 4)] ?? 0));
    expect(Buffer.from(unmasked).toString()).toBe(text);
    expect(frame.includes("short")).toBe(false);
  }
});

test("a close frame is an error that names code and reason", () => {
  const close = Buffer.concat([Buffer.from([0x88, 10, 0x0f, 0xa3]), Buffer.from("bad luck")]);
  expect(() => readFrames(close, close.length, () => undefined)).toThrow("4003 bad luck");
});
