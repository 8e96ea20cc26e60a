import { cpuSeconds, cpuSecondsWithChildren, machineCpuSeconds } from "../cpu.ts";
import type { Spent, Target } from "./orders.ts";

type Watched = Pick<Target, "serverPid" | "databasePid">;

/** What everybody has used since their start: one such reading taken from a later one is what a stretch cost. */
export function spentSoFar({ serverPid, databasePid }: Watched): Spent {
  const load = process.cpuUsage();
  return {
    seconds: performance.now() / 1000,
    serverCpu: cpuSeconds(serverPid),
    databaseCpu: databasePid === null ? 0 : cpuSecondsWithChildren(databasePid),
    loadCpu: (load.user + load.system) / 1e6,
    machineCpu: machineCpuSeconds(),
  };
}

export function spentBetween(before: Spent, after: Spent): Spent {
  return {
    seconds: after.seconds - before.seconds,
    serverCpu: after.serverCpu - before.serverCpu,
    databaseCpu: after.databaseCpu - before.databaseCpu,
    loadCpu: after.loadCpu - before.loadCpu,
    machineCpu: after.machineCpu - before.machineCpu,
  };
}
