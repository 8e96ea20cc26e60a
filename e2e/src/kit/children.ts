import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const children = new Set<ChildProcess>();
const folders = new Set<string>();

// However this process ends, nothing that it started stays behind.
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) removeQuietly(folder);
});

export function start(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  return track(spawn(program, args, options));
}

export function track(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  // A program that is not there is told by its end.
  child.on("error", () => children.delete(child));
  return child;
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Waits for its end. */
export async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

/** A folder that goes with this process, if `removeFolder` has not removed it before. */
export function scratchFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  removeQuietly(folder);
  folders.delete(folder);
}

/** Somebody who is about to end may still be writing there. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // It is below the system's folder for what may be thrown away.
  }
}
