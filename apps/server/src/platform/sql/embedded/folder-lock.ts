import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export type FolderLock = Readonly<{ release: () => void }>;

/** Keeps a second server away from the folder; throws if one is there. Synchronous: taken once, at the start. */
export function lockFolder(folder: string): FolderLock {
  const pidFile = join(folder, "causerie.pid");
  const lock = takeLock(join(folder, "causerie.lock"));
  if (lock === undefined) throw new Error(inUse(folder, pidFile));
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release: () => {
      // Released twice, it would take away the file of a server that came after.
      if (!lock.isOpen) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

/**
 * A lock that the kernel holds on a file and drops when its process dies, however it dies: nothing is left to be judged
 * stale, no pid can be mistaken for a later process, and two starts cannot both win. Node offers such locks only through
 * SQLite; nothing is stored in the file.
 */
function takeLock(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path);
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}

function inUse(folder: string, pidFile: string): string {
  return `Another Causerie (${readPid(pidFile)}) uses the folder ${folder}: stop it, or set DATA_DIR to another folder.`;
}

function readPid(pidFile: string): string {
  try {
    return `pid ${readFileSync(pidFile, "utf8").trim()}`;
  } catch {
    return "pid unknown";
  }
}
