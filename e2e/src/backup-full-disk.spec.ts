import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentClient, VisitorClient } from "@causerie/client";
import { expect, test } from "@playwright/test";
import { runProgram } from "./kit/programs.ts";
import { accountKey, scriptedAgent, scriptedVisitor } from "./kit/scripted.ts";
import { type Server, startServer, until } from "./kit/server.ts";
import { sendFile } from "./kit/uploads.ts";

const WITHIN_MS = 60_000;
const MEGABYTE = 1_048_576;
const FILE_BYTES = 9 * MEGABYTE;

let folder: string;
let server: Server;
let agent: AgentClient;
let visitor: VisitorClient;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "causerie-full-disk-"));
  server = await startServer();
  agent = await scriptedAgent(server.url);
  visitor = scriptedVisitor(server.url, await accountKey(server.url));
});
test.afterEach(async () => {
  agent.close();
  visitor.close();
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

test("[OP7] [OP8] onto a disk that is full there is no backup, half or whole, and a word about what to do", async () => {
  // biome-ignore lint/suspicious/noSkippedTests: only root can make a disk, and on Linux alone this way.
  test.skip(!canMount(folder), "no disk can be made here: that takes root on Linux");
  visitor.send("Hello");
  await allIsStored();
  expect(await agent.serveNext()).toMatchObject({ ok: true });
  await sendFile(visitor, "notes.txt", Buffer.from(randomBytes(FILE_BYTES / 2).toString("hex")));
  const whole = join(folder, "whole");
  expect((await runProgram("backup", [whole], server.dataDir)).code).toBe(0);
  const needed = await roomOf(whole);

  for (const [what, bytes] of [
    ["a part of the database", 8 * MEGABYTE],
    ["the database, and a part of the files", needed - FILE_BYTES / 2],
  ] as const) {
    const disk = join(folder, what);
    await withDisk(disk, bytes, async () => {
      const { code, output } = await runProgram("backup", [join(disk, "backup")], server.dataDir);
      expect({ what, code, output }).toEqual({
        what,
        code: 1,
        output: expect.stringMatching(/There is no room left for .*: make room and try again/),
      });
      expect(output).not.toMatch(/^\s+at /m);
      expect(await readdir(disk)).toEqual([]);
    });
  }
  visitor.send("The server did not notice");
  await allIsStored();
});

function allIsStored(): Promise<void> {
  return until(
    () => visitor.state.chat !== null && visitor.state.pending.length === 0,
    WITHIN_MS,
    () => server.output,
  );
}

function canMount(at: string): boolean {
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", at]);
  return made.status === 0 && spawnSync("umount", [at]).status === 0;
}

/** While a disk of that size is there. */
async function withDisk(at: string, bytes: number, run: () => Promise<void>): Promise<void> {
  await mkdir(at);
  const options = ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", at];
  const made = spawnSync("mount", options, { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  try {
    await run();
  } finally {
    spawnSync("umount", [at]);
  }
}

/** On a disk whose blocks are as large as a small disk's. */
async function roomOf(root: string): Promise<number> {
  const names = await readdir(root, { recursive: true });
  const blocks = await Promise.all(names.map(async (name) => (await stat(join(root, name))).blocks));
  return blocks.reduce((sum, count) => sum + count * 512, 0);
}
