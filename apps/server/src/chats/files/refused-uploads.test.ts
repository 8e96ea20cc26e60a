import { connect } from "node:net";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestAccount, visitorSocket } from "../testing/node.ts";
import { acked, refusalOf, servedVisitor, until } from "../testing/scene.ts";
import { RefusedUploads } from "./refused-uploads.ts";
import {
  type Ask,
  askFor,
  type FilesScene,
  HTML,
  linkTo,
  openFilesScene,
  PDF,
  photoWithGps,
  png,
  SVG,
} from "./testing/files-scene.ts";
import { chunk, movingPng } from "./testing/moving-png.ts";

let scene: FilesScene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openFilesScene();
});
beforeEach(async () => {
  account = await scene.newAccount(3);
});
afterAll(() => scene.close());

const bomb = async () => {
  const body = await png(10, 10);
  // The header alone says so: IHDR holds width and height, and their checksum.
  body.writeUInt32BE(60_000, 16);
  body.writeUInt32BE(60_000, 20);
  body.writeUInt32BE(crc32(body.subarray(12, 29)), 29);
  return body;
};
const cases: [string, () => Promise<Ask>, object][] = [
  ["an svg with a script", async () => ({ name: "logo.svg", body: SVG }), { reason: "file-type" }],
  ["an html", async () => ({ name: "page.html", body: HTML }), { reason: "file-type" }],
  ["a name without an extension", async () => ({ name: "README", body: PDF }), { reason: "file-type" }],
  ["an svg renamed to .png", async () => ({ name: "logo.png", body: SVG }), { reason: "file-mismatch" }],
  ["an html renamed to .png", async () => ({ name: "page.png", body: HTML }), { reason: "file-mismatch" }],
  ["a png renamed to .txt", async () => ({ name: "a.txt", body: await png() }), { reason: "file-mismatch" }],
  [
    "a jpeg renamed to .png",
    async () => ({ name: "a.png", body: await photoWithGps().jpeg().toBuffer() }),
    { reason: "file-mismatch" },
  ],
  [
    "bytes that are no text",
    async () => ({ name: "a.txt", body: Buffer.from([65, 0, 66]) }),
    { reason: "file-mismatch" },
  ],
  [
    "a file of 21 MB",
    async () => ({ name: "big.pdf", body: Buffer.alloc(21 * 1024 * 1024) }),
    { reason: "file-too-large", maxBytes: 20 * 1024 * 1024 },
  ],
  ["an empty file", async () => ({ name: "empty.txt", body: Buffer.alloc(0) }), { reason: "file-empty" }],
  [
    "a picture of 3,600 megapixels",
    async () => ({ name: "bomb.png", body: await bomb() }),
    { reason: "image-too-large", maxPixels: 50_000_000 },
  ],
  [
    "a moving png of 101 megapixels in all frames",
    async () => ({ name: "long.png", body: await movingPng(420) }),
    { reason: "image-too-large", maxPixels: 50_000_000 },
  ],
  [
    "a moving png of 20,000 pieces",
    async () => ({
      name: "pieces.png",
      body: await movingPng(1, Array<Buffer>(20_000).fill(chunk("teSt", Buffer.alloc(0)))),
    }),
    { reason: "image-broken" },
  ],
  [
    "a gif of 5,001 frames of a pixel",
    async () => ({ name: "frames.gif", body: gifOf(5001) }),
    { reason: "image-too-large", maxPixels: 50_000_000 },
  ],
  [
    "a moving png that is cut",
    async () => ({ name: "cut.png", body: (await movingPng()).subarray(0, -60) }),
    { reason: "image-broken" },
  ],
  [
    "half of a picture",
    async () => ({ name: "half.jpg", body: (await photoWithGps().jpeg().toBuffer()).subarray(0, 900) }),
    { reason: "image-broken" },
  ],
];

test.each(cases)("[FI2] [FI3] [FI5] [FI15] %s", async (_what, ask, refusal) => {
  const visitor = await visitorSocket(scene.node, account);
  const before = await scene.leftBehind();
  expect(await scene.upload(visitor, await ask())).toMatchObject({ refusal });
  expect(await scene.leftBehind()).toEqual(before);
});

test("[FI15] a gif of 5,000 frames is taken", async () => {
  const visitor = await visitorSocket(scene.node, account);
  expect(await scene.uploaded(visitor, { name: "frames.gif", body: gifOf(5000) })).toMatchObject({
    image: { width: 1, height: 1 },
  });
});

test("[FI14] who puts a hundred files that are not what their names say is asked to wait, others are not", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const before = await scene.leftBehind();
  const wrong = { name: "a.png", body: PDF };
  const { url } = await askFor(visitor, { name: "b.png", body: PDF });
  // What is right counts elsewhere.
  await scene.uploaded(visitor, { name: "a.pdf", body: PDF });
  for (let count = 0; count < 100; count += 1)
    expect(await scene.upload(visitor, wrong)).toEqual({ refusal: { reason: "file-mismatch" } });
  // Before anything is put.
  expect(await scene.upload(visitor, wrong)).toMatchObject({
    t: "upload",
    refusal: { reason: "too-many-files" },
  });
  // An address from before is of no use.
  expect(await scene.put(url, PDF)).toMatchObject({
    status: 429,
    answer: { refusal: { reason: "too-many-files" } },
  });
  const other = await visitorSocket(scene.node, account);
  expect(await scene.upload(other, wrong)).toEqual({ refusal: { reason: "file-mismatch" } });
  expect((await scene.leftBehind()).rows).toBe(before.rows + 1);
});

test("[FI14] a file whose line breaks off counts as none", async () => {
  const refused = new RefusedUploads(() => 0);
  for (let count = 0; count < 1000; count += 1) refused.count("visitor:1", { reason: "upload-incomplete" });
  expect(refused.areTooMany("visitor:1")).toBe(false);
  for (let count = 0; count < 100; count += 1) refused.count("visitor:1", { reason: "image-broken" });
  expect([refused.areTooMany("visitor:1"), refused.areTooMany("visitor:2")]).toEqual([true, false]);
});

test("[FI1] [FI5] more bytes than were asked for, or fewer", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const before = await scene.leftBehind();
  for (const [sizeBytes, status, reason] of [
    [PDF.length - 1, 413, "file-too-large"],
    [PDF.length + 1, 400, "upload-incomplete"],
  ]) {
    const { url } = await askFor(visitor, { name: "a.pdf", body: PDF, sizeBytes: Number(sizeBytes) });
    expect(await scene.put(url, PDF)).toMatchObject({ status, answer: { refusal: { reason } } });
  }
  expect(await scene.leftBehind()).toEqual(before);
});

test("[FI5] an upload that is cut off half-way", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const before = await scene.leftBehind();
  const { url } = await askFor(visitor, { name: "a.pdf", body: PDF, sizeBytes: 100_000 });
  const { hostname, port } = new URL(scene.root);
  const line = connect(Number(port), hostname);
  line.write(`POST /${url} HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n`);
  line.write(Buffer.alloc(60_000, "x"));
  // It has begun to arrive.
  await until(async () => (await scene.leftBehind()).onDisk > before.onDisk);
  line.destroy();
  await until(async () => (await scene.leftBehind()).onDisk === before.onDisk);
  expect(await scene.leftBehind()).toEqual(before);
});

test("[FI10] a file that nobody sends is gone after an hour, one that was sent stays", async () => {
  const { visitor } = await servedVisitor(scene.node, account);
  const sent = await scene.uploaded(visitor, { name: "sent.png", body: await png(600, 600) });
  await acked(visitor, { type: "SendFile", fileId: sent.fileId });
  const unsent = await scene.uploaded(visitor, { name: "unsent.png", body: await png(600, 600) });
  scene.node.now.ms += 59 * 60_000;
  await scene.node.files.sweep();
  expect(await linkTo(visitor, unsent.fileId)).toBeDefined();
  const before = await scene.leftBehind();
  scene.node.now.ms += 2 * 60_000;
  await scene.node.files.sweep();
  expect(await linkTo(visitor, unsent.fileId)).toBeUndefined();
  expect(await linkTo(visitor, sent.fileId)).toBeDefined();
  const gone = await scene.pool.query("select id from file where id = $1", [unsent.fileId]);
  expect(gone.rows).toEqual([]);
  // Whatever else the scene had left unsent has gone with it.
  expect((await scene.leftBehind()).onDisk).toBeLessThanOrEqual(before.onDisk - 2);
  expect(await refusalOf(visitor, { type: "SendFile", fileId: unsent.fileId })).toEqual({
    reason: "file-not-found",
  });
});

/** As small as a gif of so many frames can be. */
function gifOf(frames: number): Buffer {
  const head = Buffer.from("47494638396101000100800000000000ffffff", "hex");
  const frame = Buffer.from("21f90400000000002c0000000001000100000202440100", "hex");
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from([0x3b])]);
}
