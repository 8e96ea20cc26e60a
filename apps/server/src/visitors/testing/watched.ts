import type { AccountId, VisitorId } from "@causerie/domain";
import type { LineRef, VisitorGroup, VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import type { OnSite } from "../on-site.ts";
import type { PagePresence } from "../page-presence.ts";
import type { Watcher, Windows } from "../windows.ts";

export const ACCOUNT = 1 as AccountId;
export const ALL: VisitorWindow = {
  search: "",
  sort: { column: "name", descending: false },
  offset: 0,
  limit: 50,
};

/** A dashboard's end of a window: what it was sent. */
export type TestWatcher = Watcher & {
  frames: WindowFrame[];
  counts: number[];
  withheldChats: ReadonlySet<string>;
};

export function watch(
  windows: Windows,
  window: VisitorWindow,
  withheldChats: ReadonlySet<string> = new Set(),
): TestWatcher {
  const watcher: TestWatcher = {
    frames: [],
    counts: [],
    withheldChats,
    send: (frame) => void watcher.frames.push(frame),
    sendCount: (count) => void watcher.counts.push(count),
    withheld: () => watcher.withheldChats,
  };
  windows.join(ACCOUNT, watcher);
  windows.watch(ACCOUNT, watcher, 1, window);
  return watcher;
}

export type Arrival = { visits?: number; browser?: string; referrer?: string | null };

export function arrive(
  onSite: OnSite,
  name: string,
  { visits = 0, browser = "Chrome 130", referrer = null }: Arrival = {},
): PagePresence {
  const visitorId = `1.${name}` as VisitorId;
  const visitor = {
    visitorId,
    number: 10_000_000,
    name,
    email: null,
    phone: null,
    claimed: {},
    visits,
    chats: 0,
    lastSeenAt: 0,
    visit: null,
  };
  return onSite.arrive(
    ACCOUNT,
    visitor,
    {
      page: { url: "https://x/", title: "Start" },
      referrer:
        referrer === null
          ? null
          : { url: `https://${referrer}/`, host: referrer, searchEngine: null, searchTerm: null },
      device: { browser, system: "Linux", phone: false },
      language: "en",
    },
    "127.0.0.1",
  );
}

export type Shown = { total: number; lines: number; shown: (VisitorRow | VisitorGroup)[] };

/** What a dashboard makes of its frames. */
export function fold(frames: readonly WindowFrame[]): Shown {
  const rows = new Map<string, VisitorRow>();
  const groups = new Map<string, VisitorGroup>();
  let order: LineRef[] = [];
  for (const frame of frames) {
    for (const row of frame.rows) rows.set(row.visitorId, row);
    for (const group of frame.groups) groups.set(group.key, group);
    const { from, drop, add } = frame.order;
    order = order.toSpliced(from, drop, ...add);
  }
  const { total = 0, lines = 0 } = frames.at(-1) ?? {};
  const shown = order.map((ref) => (typeof ref === "string" ? rows.get(ref) : groups.get(ref.group)));
  if (shown.includes(undefined)) throw new Error("a line of which nothing was sent");
  return { total, lines, shown: shown.filter((line) => line !== undefined) };
}

/** Names, and groups as "[key count]", "+" before those that are collapsed. */
export function names({ shown }: Shown): string[] {
  return shown.map((line) =>
    "key" in line ? `${line.isCollapsed ? "+" : ""}[${line.key} ${line.count}]` : (line.name ?? ""),
  );
}
