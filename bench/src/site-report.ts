import { residentBytes } from "./memory.ts";
import { count, type Detail, figure } from "./report.ts";
import type { SiteRun } from "./site.ts";
import { percentile } from "./statistics.ts";

/** A load generator that needs more of its core than this may be what delays. */
const BUSY_LOAD = 0.85;

export function siteDetails(run: SiteRun, serverPids: readonly number[]): Detail[] {
  const detail = (label: string, ours: string): Detail => ({ label, ours, ceiling: "" });
  const delays = (values: readonly number[]) =>
    [0.5, 0.95, 0.99, 1].map((share) => figure(percentile(values, share))).join(" / ");
  const cores = (cpu: number) => (cpu / run.seconds).toFixed(2);
  const total = (pick: (spent: SiteRun["nodes"][number]) => number) =>
    run.nodes.reduce((sum, spent) => sum + pick(spent), 0);
  const first = run.nodes[0];
  return [
    detail("visitor to agent, ms: p50 / p95 / p99 / longest", delays(run.toAgents)),
    detail("agent to visitor, ms: p50 / p95 / p99 / longest", delays(run.toVisitors)),
    detail(
      "messages measured, to agents / to visitors",
      `${count(run.toAgents.length)} / ${count(run.toVisitors.length)}`,
    ),
    detail("page views", count(run.pages)),
    detail("cores: server processes", cores(total(({ serverCpu }) => serverCpu))),
    detail("cores: PostgreSQL", cores(first?.databaseCpu ?? 0)),
    detail(`cores: ${run.loads} load generators together`, cores(run.loadCpu)),
    detail("cores: everything on the machine", cores(first?.machineCpu ?? 0)),
    detail(
      "memory of the server processes, MB",
      serverPids.map((pid) => count(residentBytes(pid) / 1e6)).join(" + "),
    ),
  ];
}

export function siteRemarks({ loadCpu, loads, seconds }: SiteRun): string[] {
  const share = loadCpu / loads / seconds;
  if (share <= BUSY_LOAD) return [];
  return ["The load generators were busy all the time: delays may be theirs."];
}
