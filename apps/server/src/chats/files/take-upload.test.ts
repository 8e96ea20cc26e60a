import { readdir } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestAccount } from "../testing/node.ts";
import { acked, agentOf, servedVisitor, storedLog } from "../testing/scene.ts";
import { type FilesScene, linkTo, openFilesScene, PDF, photoWithGps, png } from "./testing/files-scene.ts";
import { movingPng } from "./testing/moving-png.ts";

let scene: FilesScene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openFilesScene();
});
beforeEach(async () => {
  account = await scene.newAccount(3);
});
afterAll(() => scene.close());

test("[FI1] [FI6] a pdf is uploaded, sent and read by the other side as it was", async () => {
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, { name: "quote.pdf", body: PDF });
  expect(file).toEqual({
    fileId: expect.stringMatching(/^[0-9a-f]{32}$/),
    name: "quote.pdf",
    mime: "application/pdf",
    sizeBytes: PDF.length,
    image: null,
  });
  await acked(visitor, { type: "SendFile", fileId: file.fileId });
  const sent = (await storedLog(scene.pool, chatId)).filter(({ type }) => type === "FileSent");
  expect(sent).toMatchObject([{ from: { kind: "visitor" }, file }]);
  scene.agentHere = agentOf(account).agentId;
  expect(await scene.contentAt((await linkTo(agent, file.fileId))?.url)).toEqual(PDF);
});

test.each(["jpeg", "png", "webp"] as const)(
  "[FI7] a %s with a place and a camera in it comes out upright and without them",
  async (format) => {
    const { visitor } = await servedVisitor(scene.node, account);
    const body = await photoWithGps().toFormat(format).toBuffer();
    // The camera holds that it can be found at all.
    expect(body.includes("Secret Camera")).toBe(true);
    expect((await sharp(body).metadata()).exif).toBeDefined();
    const file = await scene.uploaded(visitor, { name: `photo.${format}`, body });
    const content = await scene.contentAt((await linkTo(visitor, file.fileId))?.url);
    const { exif, xmp, iptc, icc, orientation, width, height } = await sharp(content).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
    expect(content.includes("Secret Camera")).toBe(false);
    expect(orientation ?? 1).toBe(1);
    expect(file.image).toEqual({ width: 600, height: 900 });
    expect({ width, height }).toEqual(file.image);
  },
);

test("[FI7] the server makes a small picture, which holds nothing more either", async () => {
  const { visitor } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, {
    name: "photo.jpg",
    body: await photoWithGps().jpeg().toBuffer(),
  });
  const link = await linkTo(visitor, file.fileId);
  const thumbnail = await sharp(await scene.contentAt(link?.thumbnailUrl ?? undefined)).metadata();
  expect(thumbnail).toMatchObject({ format: "webp", width: 320, height: 480 });
  expect(thumbnail.exif).toBeUndefined();
  const small = await scene.uploaded(visitor, { name: "icon.png", body: await png() });
  expect((await linkTo(visitor, small.fileId))?.thumbnailUrl).toBeNull();
});

test.each(["gif", "webp"] as const)("[FI7] a moving %s goes on moving, small too", async (format) => {
  const { visitor } = await servedVisitor(scene.node, account);
  const frame = (hue: number) =>
    sharp({ create: { width: 600, height: 400, channels: 3, background: { r: hue, g: 90, b: 90 } } })
      .png()
      .toBuffer();
  const frames = await Promise.all([10, 120, 240].map(frame));
  const body = await sharp(frames, { join: { animated: true } })
    .toFormat(format, { delay: [70, 80, 90] })
    .toBuffer();
  const file = await scene.uploaded(visitor, { name: `moving.${format}`, body });
  expect(file.image).toEqual({ width: 600, height: 400 });
  const link = await linkTo(visitor, file.fileId);
  for (const url of [link?.url, link?.thumbnailUrl ?? undefined]) {
    const { pages, delay } = await sharp(await scene.contentAt(url), { animated: true }).metadata();
    expect([pages, delay]).toEqual([3, [70, 80, 90]]);
  }
});

test("[FI7] a moving png goes on moving, and holds nothing but what is seen", async () => {
  const { visitor } = await servedVisitor(scene.node, account);
  const body = await movingPng();
  const file = await scene.uploaded(visitor, { name: "moving.png", body });
  expect(file.image).toEqual({ width: 600, height: 400 });
  const link = await linkTo(visitor, file.fileId);
  const content = await scene.contentAt(link?.url);
  expect(body.includes("Secret Camera")).toBe(true);
  expect(content.includes("Secret Camera")).toBe(false);
  const types = ["IHDR", "acTL", "fcTL", "IDAT", "fdAT", "IEND"];
  expect(types.map((type) => content.includes(type))).toEqual(types.map(() => true));
  expect((await sharp(content).stats()).channels[0]?.mean).toBe(10);
  const thumbnail = await sharp(await scene.contentAt(link?.thumbnailUrl ?? undefined)).metadata();
  expect(thumbnail).toMatchObject({ format: "webp", width: 480, height: 320 });
});

test("[FI2] plain text in any language is taken, and served as plain text", async () => {
  const { visitor } = await servedVisitor(scene.node, account);
  const body = Buffer.from("Grüße, 你好 👋\n<script>alert(1)</script>\n");
  const file = await scene.uploaded(visitor, { name: "notes.TXT", body });
  const response = await fetch(scene.root + (await linkTo(visitor, file.fileId))?.url);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(body);
});

test("[FI4] of a name that is a path the last part is kept, without what cannot be seen", async () => {
  const { visitor } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, {
    name: "../../etc/C:\\x\\ph\u202Eo\u0000to.png",
    body: await png(),
  });
  expect(file.name).toBe("photo.png");
  const stored = await readdir(scene.node.folder, { recursive: true });
  expect(stored.filter((name) => name.includes("photo"))).toEqual([]);
});
