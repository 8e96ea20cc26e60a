import type { AccountId, VisitorId } from "@causerie/domain";
import type { VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { OnSite, type PagePresence } from "./on-site.ts";
import { sortKey } from "./sort-key.ts";
import { type Watcher, Windows } from "./windows.ts";

const ACCOUNT = 1 as AccountId;
const ALL: VisitorWindow = { search: "", sort: { column: "name", descending: false }, offset: 0, limit: 50 };

let nowMs: number;
let onSite: OnSite;
let windows: Windows;

beforeEach(() => {
  nowMs = 1000;
  onSite = new OnSite(() => nowMs, { placeOf: async () => null });
  windows = new Windows(onSite);
});

test("[VI6] the first frame carries the window, the next ones what changed in it and nothing else", () => {
  const pages = ["Ada", "Bea", "Cy"].map((name) => arrive(name));
  const watcher = watch(ALL);
  expect(watcher.frames.map(summary)).toEqual([
    { total: 3, order: ["Ada", "Bea", "Cy"], rows: ["Ada", "Bea", "Cy"] },
  ]);
  windows.tick();
  pages[1]?.setCart({ items: 2, total: 30, currency: "EUR" });
  windows.tick();
  windows.tick();
  expect(watcher.frames.slice(1).map(summary)).toEqual([
    { total: 3, order: ["Ada", "Bea", "Cy"], rows: ["Bea"] },
  ]);
  expect(watcher.frames[1]?.rows).toEqual([pages[1]?.presence.row]);
});

test("[VI6] however much changes between two ticks, a watcher gets one frame, and none when nothing it sees changed", () => {
  const page = arrive("Ada");
  const watcher = watch(ALL);
  const elsewhere = watch({ ...ALL, offset: 50 });
  windows.tick();
  const heard = [watcher.frames.length, elsewhere.frames.length];
  for (let index = 0; index < 100; index += 1)
    page.showPage({ url: `https://x/${index}`, title: `Page ${index}` });
  windows.tick();
  expect([watcher.frames.length, elsewhere.frames.length]).toEqual([(heard[0] ?? 0) + 1, heard[1]]);
  expect(watcher.frames.at(-1)?.rows.map(({ page: shown }) => shown.title)).toEqual(["Page 99"]);
  page.look();
  page.setIdle(false);
  arrive("Ada").leave();
  windows.tick();
  expect(watcher.frames.length).toBe((heard[0] ?? 0) + 1);
});

test("[VI6] what one watcher was told early the others are told by the next tick", () => {
  const first = watch(ALL);
  arrive("Ada");
  const second = watch(ALL);
  windows.tick();
  for (const { frames } of [first, second])
    expect(summary(frames.at(-1))).toEqual({ total: 1, order: ["Ada"], rows: ["Ada"] });
  expect([first.counts, second.counts]).toEqual([[0, 1], [1]]);
});

test("[VI6] who leaves leaves the window, and one from below moves up with their row", () => {
  const pages = ["Ada", "Bea", "Cy"].map((name) => arrive(name));
  const watcher = watch({ ...ALL, limit: 2 });
  pages[0]?.leave();
  nowMs += 10_000;
  onSite.sweep();
  windows.tick();
  expect(summary(watcher.frames.at(-1))).toEqual({ total: 2, order: ["Bea", "Cy"], rows: ["Cy"] });
});

test("[VI8] visitors with items in their cart, long on the site and in no chat are two clicks away", () => {
  const ada = arrive("Ada");
  const bea = arrive("Bea");
  arrive("Cy");
  for (const page of [ada, bea]) page.setCart({ items: 1, total: 9, currency: "EUR" });
  const cart = watch({ ...ALL, filter: { itemsInCart: true } });
  expect(summary(cart.frames.at(-1))).toEqual({ total: 2, order: ["Ada", "Bea"], rows: ["Ada", "Bea"] });

  onSite.setChat(ACCOUNT, bea.presence.visitorId, { chatId: "c", status: "served", agents: ["Marie"] });
  const five = { itemsInCart: true, notInChat: true, onSiteLongerThanMs: 300_000 } as const;
  const waiting = watch({ ...ALL, filter: five });
  expect(summary(waiting.frames.at(-1))).toEqual({ total: 0, order: [], rows: [] });
  nowMs += 300_000;
  windows.tick();
  expect(waiting.frames).toHaveLength(1);
  nowMs += 1;
  windows.tick();
  expect(summary(waiting.frames.at(-1))).toEqual({ total: 1, order: ["Ada"], rows: ["Ada"] });

  ada.setCart({ items: 0, total: 0, currency: "EUR" });
  windows.tick();
  expect(summary(waiting.frames.at(-1))).toEqual({ total: 0, order: [], rows: [] });
});

test("[VI6] a window that is given up, or whose watcher left, is sent no more", () => {
  const watcher = watch(ALL);
  const other = watch(ALL);
  windows.watch(ACCOUNT, watcher, null);
  windows.leave(ACCOUNT, other);
  const heard = [watcher.frames.length, other.frames.length];
  arrive("Ada");
  windows.tick();
  expect([watcher.frames.length, other.frames.length]).toEqual(heard);
});

test("[VI6] the list is searched in names, numbers, page titles, addresses and places, whatever the case", () => {
  for (const name of ["Ada", "Bea", "Cy"])
    arrive(name).showPage({ url: `https://shop.example/${name}`, title: `Hats for ${name}` });
  const found = (search: string) => summary(watch({ ...ALL, search }).frames.at(-1)).order;
  expect(["BEA", "hats for a", "example/cy", "nothing", "  ada  "].map(found)).toEqual([
    ["Bea"],
    ["Ada"],
    ["Cy"],
    [],
    ["Ada"],
  ]);
});

test("[VI6] however visitors come, go and change, a watcher's frames add up to the sorted window", () => {
  const column = fc.constantFrom<VisitorWindow["sort"]["column"]>(
    "onSite",
    "name",
    "page",
    "place",
    "status",
    "visits",
  );
  const step = fc.record({
    who: fc.nat(9),
    what: fc.constantFrom("arrive", "leave", "idle", "page", "tick", "watch2"),
    n: fc.nat(4),
  });
  const window = fc.record({
    column,
    descending: fc.boolean(),
    offset: fc.nat(4),
    limit: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(window, fc.array(step, { maxLength: 60 }), (looked, steps) => {
      onSite = new OnSite(() => nowMs, { placeOf: async () => null });
      windows = new Windows(onSite);
      const { offset, limit, ...sort } = looked;
      const watcher = watch({ search: "", sort, offset, limit });
      const pages = new Map<number, PagePresence>();
      for (const { who, what, n } of steps) {
        nowMs += 1;
        if (what === "arrive" && !pages.has(who)) pages.set(who, arrive(`V${who}`, n));
        if (what === "idle") pages.get(who)?.setIdle(n > 2);
        if (what === "page") pages.get(who)?.showPage({ url: `https://x/${n}`, title: `Page ${n}` });
        if (what === "tick") windows.tick();
        if (what === "watch2") windows.leave(ACCOUNT, watch(ALL));
        if (what !== "leave" || !pages.has(who)) continue;
        pages.get(who)?.leave();
        pages.delete(who);
        nowMs += 10_000;
        onSite.sweep();
      }
      windows.tick();
      const all = [...onSite.site(ACCOUNT).visitors.values()].map(({ row }) => row);
      expect(shown(watcher.frames)).toEqual(sorted(all, sort).slice(offset, offset + limit));
    }),
    { numRuns: 300 },
  );
});

type TestWatcher = Watcher & { frames: WindowFrame[]; counts: number[] };

function watch(window: VisitorWindow): TestWatcher {
  const watcher: TestWatcher = {
    frames: [],
    counts: [],
    send: (frame) => void watcher.frames.push(frame),
    sendCount: (count) => void watcher.counts.push(count),
  };
  windows.join(ACCOUNT, watcher);
  windows.watch(ACCOUNT, watcher, window);
  return watcher;
}

function arrive(name: string, visits = 0): PagePresence {
  const visitorId = `1.${name}` as VisitorId;
  const visitor = { visitorId, number: 10_000_000, name, visits, chats: 0, lastSeenAt: 0, visit: null };
  const device = { browser: "Chrome", system: "Linux", phone: false };
  return onSite.arrive(
    ACCOUNT,
    visitor,
    { page: { url: "https://x/", title: "Start" }, referrer: null, device },
    "127.0.0.1",
  );
}

function summary(frame: WindowFrame | undefined) {
  const names = (ids: string[]) => ids.map((id) => id.slice(2));
  return {
    total: frame?.total,
    order: names(frame?.order ?? []),
    rows: names(frame?.rows.map(({ visitorId }) => visitorId) ?? []),
  };
}

/** What a dashboard makes of its frames: it keeps the rows of the order it was told last. */
function shown(frames: WindowFrame[]): (VisitorRow | undefined)[] {
  let rows = new Map<string, VisitorRow>();
  for (const frame of frames) {
    const fresh = new Map(frame.rows.map((row) => [row.visitorId, row]));
    rows = new Map(
      frame.order.flatMap((id) => {
        const row = fresh.get(id) ?? rows.get(id);
        return row ? [[id, row] as const] : [];
      }),
    );
  }
  return (frames.at(-1)?.order ?? []).map((id) => rows.get(id));
}

function sorted(rows: VisitorRow[], { column, descending }: VisitorWindow["sort"]): VisitorRow[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(column, row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.visitorId < b.row.visitorId ? -1 : 1));
  if (descending) keyed.reverse();
  return keyed.map(({ row }) => row);
}
