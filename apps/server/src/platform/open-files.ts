import { readFileSync } from "node:fs";

/** Of pools, files that are read, requests and whatever else a process opens beside its sockets. */
const BESIDE_SOCKETS = 500;

/** [LI6] How many sockets a process with so many open files can hold, so that no other thing of its fails. */
export function mostSocketsOf(openFiles: number): number {
  return Math.max(openFiles - BESIDE_SOCKETS, Math.floor(openFiles / 2));
}

/** How many files this process may have open: Infinity where the system does not say. */
export function openFilesLimit(limits = limitsOfThisProcess()): number {
  const soft = /^Max open files +(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? Number.POSITIVE_INFINITY : Number(soft);
}

/** Linux has them in a file; elsewhere Node's own report knows, and takes longer. */
function limitsOfThisProcess(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    // Its type leaves open what it holds: nothing is there on Windows, and "unlimited" is possible.
    const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
    return `Max open files  ${report.userLimits?.open_files?.soft}`;
  }
}
