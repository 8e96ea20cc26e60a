import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestAccount, type TestSocket, visitorSocket } from "../testing/node.ts";
import { until, visitorIdOf } from "../testing/scene.ts";
import { askFor, type FilesScene, openFilesScene, PDF } from "./testing/files-scene.ts";
import { inTime, TooSlow } from "./upload-pace.ts";
import { UploadsUnderWay } from "./uploads-under-way.ts";

let scene: FilesScene;
let account: TestAccount;

beforeAll(async () => {
  scene = await openFilesScene();
  account = await scene.newAccount();
});
afterAll(() => scene.close());

const INSIDE = "10.0.0.7";

test("[LI10] six uploads of one person are under way at once, and two gigabytes of all", () => {
  const underWay = new UploadsUnderWay();
  const begin = (person: number, bytes: number) => underWay.begin(`visitor:${person}`, INSIDE, bytes);
  const mine = Array.from({ length: 7 }, () => begin(1, 20_000_000));
  expect(mine.map((end) => end !== null)).toEqual([true, true, true, true, true, true, false]);
  // 94 more of 20 MB are 2 GB.
  for (let index = 0; index < 94; index += 1) expect(begin(10 + index, 20_000_000)).not.toBeNull();
  expect(begin(2, 1)).toBeNull();
  mine[0]?.();
  expect(begin(2, 20_000_000)).not.toBeNull();
  expect(begin(3, 1)).toBeNull();
  mine[1]?.();
  expect(begin(1, 1)).not.toBeNull();
  expect(begin(1, 1)).not.toBeNull();
  expect(begin(1, 1)).toBeNull();
});

test.each([
  ["203.0.113.7", "203.0.113.8"],
  ["2001:db8:1:2::7", "2001:db8:1:3::7"],
])("[LI10] [LI5] of one address 500 MB are under way, others find room: %s", (address, other) => {
  const underWay = new UploadsUnderWay();
  const begin = (person: number, from: string) => underWay.begin(`visitor:${person}`, from, 20_000_000);
  const ends = Array.from({ length: 26 }, (_, index) => begin(index, address));
  expect(ends.map((end) => end !== null)).toEqual([...Array<boolean>(25).fill(true), false]);
  expect(underWay.begin("visitor:25", address, 1)).toBeNull();
  expect(begin(25, other)).not.toBeNull();
  ends[0]?.();
  expect(begin(25, address)).not.toBeNull();
  expect(begin(26, address)).toBeNull();
});

const MINUTE_MS = 60_000;
test.each([
  ["a byte each 29 seconds", 29_000, 1, "cut"],
  ["at 3 kB a second", 1000, 3000, "cut"],
  ["at 6 kB a second", 1000, 6000, "whole"],
  [
    "a byte each for 50 seconds, and then 12 kB",
    1000,
    (passedMs: number) => (passedMs < 50_000 ? 1 : 12_000),
    "whole",
  ],
])("[LI22] 20 MB that come %s", async (_, everyMs, bytes, outcome) => {
  const now = { ms: 5 };
  const sizeBytes = 20_000_000;
  const line = async function* () {
    for (let sent = 0; sent < sizeBytes; ) {
      now.ms += everyMs;
      const piece = typeof bytes === "number" ? bytes : bytes(now.ms);
      sent += piece;
      yield new Uint8Array(piece);
    }
  };
  let arrived = 0;
  const taken = (async () => {
    for await (const piece of inTime(line(), sizeBytes, () => now.ms)) arrived += piece.byteLength;
  })();
  if (outcome === "whole") {
    await taken;
    expect(arrived).toBeGreaterThanOrEqual(sizeBytes);
  } else {
    await expect(taken).rejects.toThrow(TooSlow);
    expect(now.ms).toBeGreaterThan(MINUTE_MS);
    expect(now.ms).toBeLessThan(3 * MINUTE_MS);
  }
});

test("[LI22] who trickles is cut off, leaves nothing, and holds no room", async () => {
  const slow = await visitorSocket(scene.node, account);
  const before = await scene.leftBehind();
  const lines: Socket[] = [];
  for (let index = 0; index < 6; index += 1) lines.push(await halfSent(slow, 10));
  await until(async () => (await scene.leftBehind()).onDisk === before.onDisk + 6);
  const answers = lines.map((line) => once(line, "data"));
  scene.node.now.ms += 10 * MINUTE_MS;
  for (const line of lines) line.write("x");
  for (const [answer] of await Promise.all(answers)) {
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    expect(String(answer)).toContain("upload-incomplete");
  }
  await until(async () => (await scene.leftBehind()).onDisk === before.onDisk);
  await scene.uploaded(slow, { name: "a.pdf", body: PDF });
  for (const line of lines) line.destroy();
});

test("[LI10] the seventh upload at once is told to come again, others' are taken, and it is when one is over", async () => {
  const hasty = await visitorSocket(scene.node, account);
  const before = await scene.leftBehind();
  const lines: Socket[] = [];
  for (let index = 0; index < 6; index += 1) lines.push(await halfSent(hasty));
  await until(async () => (await scene.leftBehind()).onDisk === before.onDisk + 6);
  const { url } = await askFor(hasty, { name: "a.pdf", body: PDF });
  const response = await fetch(scene.root + String(url), { method: "POST", body: new Uint8Array(PDF) });
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(await response.json()).toMatchObject({ error: { code: "too-many-attempts" } });
  await scene.uploaded(await visitorSocket(scene.node, account), { name: "b.pdf", body: PDF });
  lines.pop()?.destroy();
  await until(async () => (await scene.put(url, PDF)).status === 201);
  for (const line of lines) line.destroy();
  // What was cut off leaves nothing: there are the two that came whole.
  await until(async () => (await scene.leftBehind()).onDisk === before.onDisk + 2);
});

test("[FI3] who has asked for addresses beforehand puts no more than the hour allows, in number or bytes", async () => {
  for (const [count, bytes] of [
    [200, 1],
    [50, 20_000_000],
  ] as const) {
    const visitor = await visitorSocket(scene.node, account);
    const { url } = await askFor(visitor, { name: "a.pdf", body: PDF });
    await addFiles(visitor, count, bytes);
    expect(await scene.put(url, PDF)).toMatchObject({
      status: 429,
      answer: { refusal: { reason: "too-many-files" } },
    });
    expect(await scene.upload(visitor, { name: "a.pdf", body: PDF })).toMatchObject({
      refusal: { reason: "too-many-files" },
    });
  }
  const other = await visitorSocket(scene.node, account);
  await addFiles(other, 49, 20_000_000);
  await scene.uploaded(other, { name: "a.pdf", body: PDF });
});

function addFiles(visitor: TestSocket, count: number, bytes: number) {
  return scene.pool.query(
    `insert into file (id, account_id, uploader, name, mime, size_bytes, has_thumbnail, created_at)
     select md5(n || $1), $2, $1, 'a.txt', 'text/plain', $4, false, $3 from generate_series(1, $5) as n`,
    [`visitor:${visitorIdOf(visitor)}`, account.accountId, scene.node.now.ms, bytes, count],
  );
}

async function halfSent(visitor: TestSocket, bytes = 60_000): Promise<Socket> {
  const { url } = await askFor(visitor, { name: `${randomUUID()}.pdf`, body: PDF, sizeBytes: 100_000 });
  const { hostname, port } = new URL(scene.root);
  const line = connect(Number(port), hostname);
  line.write(`POST /${url} HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n`);
  line.write(Buffer.alloc(bytes, "x"));
  return line;
}
