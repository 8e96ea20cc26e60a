import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { nextMessage } from "./processes.ts";

/** For a server that collects its garbage when it is told to. */
export const COLLECTING: readonly string[] = [
  "--expose-gc",
  "--import",
  new URL("./collect-garbage.ts", import.meta.url).href,
];

export async function collectGarbage(child: ChildProcess, name: string): Promise<void> {
  const collected = nextMessage<string>(child, name);
  child.send("collect garbage");
  await collected;
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
  if (!kilobytes) throw new Error(`The memory of process ${pid} cannot be read: is this Linux?`);
  return Number(kilobytes) * 1024;
}
