import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { invariant } from "@causerie/domain";
import { errorCode } from "../sql/error-code.ts";
import { type FileStore, isKey } from "./file-store.ts";

/** Beside the contents, on the same disk, so that a rename is all that makes a file appear. */
const UNFINISHED = "unfinished";

/** Below a folder, in 4,096 folders by the beginning of the key. */
export function folderFiles(folder: string): FileStore {
  const pathOf = (key: string) => {
    invariant(isKey(key), "a key of the file store holds what no key may");
    return join(folder, key.slice(0, 2), key);
  };
  return {
    async put(key, content) {
      const path = pathOf(key);
      const unfinished = join(folder, UNFINISHED, randomUUID());
      await mkdir(dirname(unfinished), { recursive: true });
      await mkdir(dirname(path), { recursive: true });
      try {
        // `flush`: on the disk before it has its name.
        await pipeline(content, createWriteStream(unfinished, { flags: "wx", mode: 0o600, flush: true }));
        await rename(unfinished, path);
        await flushFolder(dirname(path));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async open(key) {
      const handle = await open(pathOf(key)).catch(nullIfMissing);
      if (!handle) return null;
      const { size } = await handle.stat();
      return { sizeBytes: size, content: handle.createReadStream() };
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async *keys() {
      for (const name of (await readdir(folder).catch(nullIfMissing)) ?? [])
        if (name.length === 2) for (const key of await readdir(join(folder, name))) if (isKey(key)) yield key;
    },
  };
}

/** A rename is not on the disk before its folder is. */
async function flushFolder(path: string): Promise<void> {
  // Windows opens no folders, and needs none flushed.
  if (process.platform === "win32") return;
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullIfMissing(error: unknown): null {
  if (errorCode(error) === "ENOENT") return null;
  throw error;
}
