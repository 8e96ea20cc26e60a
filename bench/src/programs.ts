import { runCrowd } from "./crowd.ts";
import { runFanout } from "./fanout.ts";
import { runIdleVisitors } from "./idle-visitors.ts";
import { runNodes } from "./nodes.ts";
import type { Options } from "./options.ts";
import { runRelay } from "./relay.ts";
import { runRelaySocketIo } from "./relay-socketio.ts";
import type { Report } from "./report.ts";
import { runStart } from "./start.ts";
import { runWidgetMainThread } from "./widget-main-thread.ts";
import { runWidgetSize } from "./widget-size.ts";

/** Measures one or more lines of the table. */
export type Program = Readonly<{
  name: string;
  lines: readonly string[];
  run: (options: Options) => Promise<Report>;
  /** Takes too long, or too much of the machine, for those who ask for everything. */
  isOnlyByName?: true;
}>;

const programs: readonly Program[] = [
  {
    name: "relay",
    lines: ["relay", "p50-at-2000", "p99-at-2000", "p99-at-2000-to-bare"],
    run: runRelay,
  },
  { name: "relay-socketio", lines: ["relay-socketio"], run: runRelaySocketIo },
  { name: "fanout-10", lines: ["fanout-10"], run: (options) => runFanout("fanout-10", 10, options) },
  { name: "fanout-100", lines: ["fanout-100"], run: (options) => runFanout("fanout-100", 100, options) },
  { name: "idle-visitors", lines: ["idle-memory", "connect-cpu"], run: runIdleVisitors },
  { name: "crowd", lines: ["crowd-p95", "crowd-p99"], run: runCrowd },
  { name: "start", lines: ["start"], run: runStart },
  { name: "widget-bytes", lines: ["widget-before-opening", "widget-in-all"], run: runWidgetSize },
  { name: "widget-main-thread", lines: ["widget-main-thread"], run: runWidgetMainThread },
  { name: "nodes", lines: ["nodes"], run: runNodes, isOnlyByName: true },
];

/** Those that measure the lines of these names, each once; no name: all but those that run by name alone. */
export function chosenPrograms(names: readonly string[]): readonly Program[] {
  const known = programs.flatMap(({ name, lines }) => [name, ...lines]);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`No line is called ${unknown}: ${[...new Set(known)].join(", ")}`);
  if (names.length === 0) return programs.filter(({ isOnlyByName }) => !isOnlyByName);
  return programs.filter(({ name, lines }) => [name, ...lines].some((each) => names.includes(each)));
}
