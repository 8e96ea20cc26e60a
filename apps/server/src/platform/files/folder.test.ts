import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { fileStoreContract } from "./contract.ts";
import { folderFiles } from "./folder.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "causerie-files-"));
  folders.push(folder);
  return folder;
}

fileStoreContract(async () => folderFiles(await newFolder()));

test("[FI5] after content that broke off not one file lies below the folder", async () => {
  const folder = await newFolder();
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(100_000);
      throw new Error("cut");
    })(),
  );
  await expect(folderFiles(folder).put("0123456789abcdef", broken)).rejects.toThrow("cut");
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});
