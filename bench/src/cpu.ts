import { readdirSync, readFileSync } from "node:fs";

/** USER_HZ, the unit of /proc/PID/stat, is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export type ProcessTimes = { parent: number; ownSeconds: number; endedChildrenSeconds: number };

/** CPU seconds, user and system, of one process with all its threads since its start. */
export function cpuSeconds(pid: number): number {
  return timesOf(pid)?.ownSeconds ?? gone(pid);
}

/** As `cpuSeconds`, with its children that live and those that have ended. */
export function cpuSecondsWithChildren(pid: number): number {
  const own = timesOf(pid) ?? gone(pid);
  const children = allTimes().filter(({ parent }) => parent === pid);
  return children.reduce((sum, child) => sum + child.ownSeconds, own.ownSeconds + own.endedChildrenSeconds);
}

/** CPU seconds that all processes of the machine together have used. */
export function machineCpuSeconds(): number {
  return parseMachineStat(readFileSync("/proc/stat", "latin1"));
}

/** The first line of /proc/stat: https://man7.org/linux/man-pages/man5/proc_stat.5.html */
export function parseMachineStat(text: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (text.split("\n")[0] ?? "")
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

/** One line of /proc/PID/stat: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function parseStat(line: string): ProcessTimes {
  // The second field is the program's name in brackets, which may hold blanks and brackets.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const seconds = (...numbers: number[]) =>
    // man counts from 1, and the first two fields are cut off.
    numbers.reduce((sum, number) => sum + Number(fields[number - 3]), 0) / TICKS_PER_SECOND;
  return {
    parent: Number(fields[4 - 3]),
    ownSeconds: seconds(14, 15),
    endedChildrenSeconds: seconds(16, 17),
  };
}

function allTimes(): ProcessTimes[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => timesOf(Number(pid))).filter((times) => times !== null);
}

function timesOf(pid: number): ProcessTimes | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return null;
  }
}

function gone(pid: number): never {
  throw new Error(`The CPU time of process ${pid} cannot be read: it has ended, or this is not Linux.`);
}
