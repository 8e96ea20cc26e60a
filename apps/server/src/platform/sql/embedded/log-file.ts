import { openSync, readFileSync, renameSync, statSync } from "node:fs";

/** PostgreSQL says little: a log of this size took months, or tells of one trouble over and over. */
const LARGEST_LOG_BYTES = 10_000_000;
const TAIL_BYTES = 2_000;

/** The log, and how long it was before the process that now writes to it. */
export type LogFile = Readonly<{ path: string; file: number; startsAt: number }>;

/** Opens the log to append to, setting a large one aside. */
export function openLogFile(path: string): LogFile {
  if (sizeOf(path) > LARGEST_LOG_BYTES) renameSync(path, `${path}.1`);
  return { path, file: openSync(path, "a", 0o600), startsAt: sizeOf(path) };
}

/** The last that the process wrote, each line on its own below what precedes it; nothing if the log is gone. */
export function readTail({ path, startsAt }: LogFile): string {
  const lines = readEnd(path, startsAt).split("\n");
  return lines.map((line) => (line.trim() === "" ? "" : `\n  ${line}`)).join("");
}

function readEnd(path: string, startsAt: number): string {
  try {
    const text = readFileSync(path).subarray(startsAt);
    return text.subarray(-TAIL_BYTES).toString("utf8");
  } catch {
    return "";
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
