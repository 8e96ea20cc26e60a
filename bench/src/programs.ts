import { runCrowd } from "./crowd.ts";
import { runFanout } from "./fanout.ts";
import { runFlood, runPageStorm } from "./flood.ts";
import { runGrowthAge } from "./growth-age.ts";
import { runGrowthChats } from "./growth-chats.ts";
import { runGrowthList } from "./growth-list.ts";
import { runGrowthMemory } from "./growth-memory.ts";
import { runStorm } from "./growth-storm.ts";
import { runIdleVisitors } from "./idle-visitors.ts";
import { runListTick } from "./list-tick.ts";
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
  /** A name for several programs. */
  group?: "growth";
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
  { name: "list-tick", lines: ["list-tick"], run: runListTick },
  { name: "flood", lines: ["flood"], run: runFlood },
  { name: "page-storm", lines: ["page-storm"], run: runPageStorm },
  { name: "start", lines: ["start"], run: runStart },
  { name: "widget-bytes", lines: ["widget-before-opening", "widget-in-all"], run: runWidgetSize },
  { name: "widget-main-thread", lines: ["widget-main-thread"], run: runWidgetMainThread },
  { name: "nodes", lines: ["nodes"], run: runNodes, isOnlyByName: true },
  { name: "growth-chats", lines: [], run: runGrowthChats, isOnlyByName: true, group: "growth" },
  { name: "growth-memory", lines: [], run: runGrowthMemory, isOnlyByName: true, group: "growth" },
  { name: "growth-list", lines: [], run: runGrowthList, isOnlyByName: true, group: "growth" },
  {
    name: "growth-age",
    lines: ["age-first-page", "age-delay"],
    run: runGrowthAge,
    isOnlyByName: true,
    group: "growth",
  },
  {
    name: "growth-storm",
    lines: ["storm-back", "storm-delay"],
    run: runStorm,
    isOnlyByName: true,
    group: "growth",
  },
];

/** Those that measure the lines of these names, each once; no name: all but those that run by name alone. */
export function chosenPrograms(names: readonly string[]): readonly Program[] {
  const known = new Set(programs.flatMap(namesOf));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`No line is called ${unknown}: ${[...known].join(", ")}`);
  if (names.length === 0) return programs.filter(({ isOnlyByName }) => !isOnlyByName);
  return programs.filter((program) => namesOf(program).some((each) => names.includes(each)));
}

function namesOf({ name, lines, group }: Program): string[] {
  return [name, ...lines, ...(group ? [group] : [])];
}
