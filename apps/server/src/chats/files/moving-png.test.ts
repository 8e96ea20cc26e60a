import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { movingPng } from "./moving-png.ts";
import { png } from "./testing/files-scene.ts";
import { chunk, movingPng as movingOne } from "./testing/moving-png.ts";

const EMPTY = chunk("teSt", Buffer.alloc(0));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "causerie-png-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("[FI15] a moving png of ten thousand pieces is taken, without those that are not seen", async () => {
  // Seven stand around them, and the text.
  const body = await movingOne(1, Array<Buffer>(10_000 - 9).fill(EMPTY));
  const found = await walked(body);
  expect(found?.frames).toBe(2);
  expect(found?.content.includes("teSt")).toBe(false);
  expect(found?.content.length).toBeLessThan((await movingOne()).length);
});

test("[FI15] a moving png of more pieces is given up, whole or cut", async () => {
  const body = await movingOne(1, Array<Buffer>(10_500).fill(EMPTY));
  await expect(walked(body)).rejects.toThrow("more than 10000 chunks");
  await expect(walked(body.subarray(0, -2000))).rejects.toThrow("more than 10000 chunks");
});

test("[FI15] of a png that does not move nothing is looked at past its first data", async () => {
  const still = await png();
  const end = still.length - 12;
  const many = Array<Buffer>(20_000).fill(EMPTY);
  expect(await walked(Buffer.concat([still.subarray(0, end), ...many, still.subarray(end)]))).toBeNull();
  // Without an end it would be walked to where it breaks off.
  expect(await walked(Buffer.concat([still.subarray(0, end), ...many]))).toBeNull();
});

test("[FI15] a png that says that it moves after its data alone does not", async () => {
  const body = await movingOne();
  const [data, control] = [body.indexOf("IDAT") - 4, body.indexOf("acTL") - 4];
  const late = Buffer.concat([
    body.subarray(0, control),
    body.subarray(control + 20, data),
    body.subarray(data, body.indexOf("fcTL", data) - 4),
    body.subarray(control, control + 20),
    body.subarray(body.indexOf("fcTL", data) - 4),
  ]);
  expect(late.length).toBe(body.length);
  expect(await walked(late)).toBeNull();
});

async function walked(body: Buffer) {
  const path = join(folder, "a.png");
  await writeFile(path, body);
  return movingPng(path);
}
