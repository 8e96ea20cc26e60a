import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { errorCode } from "../error-code.ts";

const hasProc = process.platform === "linux";

/** A zombie does not count: in a container whose first process reaps nobody, it would stay for ever. */
export function isRunning(pid: number): boolean {
  return exists(pid) && !isZombie(pid);
}

/** Whether the pid is taken, by whatever. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** The process's program and arguments, with spaces between; empty if it is gone or hidden from us. */
export function commandLine(pid: number): string {
  if (hasProc) return readProc(pid, "cmdline").replaceAll("\0", " ");
  try {
    return `${execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim()} `;
  } catch {
    return "";
  }
}

/** The processes of a program that work in a folder; none where the system does not tell (outside Linux). */
export function processesIn(folder: string, program: string): number[] {
  if (!hasProc) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => worksIn(pid, folder) && readProc(pid, "comm").trim() === program);
}

/** Asks again and again; false if the time ran out. */
export async function waitUntil(condition: () => boolean, timeoutMs: number, everyMs = 20): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await wait(everyMs);
  }
  return true;
}

function isZombie(pid: number): boolean {
  // The state follows the name, which stands in brackets and may hold brackets itself.
  const stat = hasProc ? readProc(pid, "stat") : "";
  return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
