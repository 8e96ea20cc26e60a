import { SORT_COLUMNS, type VisitorRow, type VisitorWindow, type WindowFrame } from "@causerie/protocol";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { OnSite } from "./on-site.ts";
import type { PagePresence } from "./page-presence.ts";
import { sortKey } from "./sort-key.ts";
import { ACCOUNT, ALL, arrive as arriveOn, fold, names, watch as watchOn } from "./testing/watched.ts";
import { Windows } from "./windows.ts";

let nowMs: number;
let onSite: OnSite;
let windows: Windows;

beforeEach(() => {
  nowMs = 1000;
  onSite = new OnSite(() => nowMs, { placeOf: async () => null });
  windows = new Windows(onSite);
});

const arrive = (name: string, visits = 0) => arriveOn(onSite, name, { visits });
const watch = (window: VisitorWindow) => watchOn(windows, window);
const lookOf = ({ frames }: { frames: WindowFrame[] }) => names(fold(frames));

test("[VI6] the first frame carries the window, the next ones what changed in it and nothing else", () => {
  const pages = ["Ada", "Bea", "Cy"].map((name) => arrive(name));
  const watcher = watch(ALL);
  expect(watcher.frames.map(summary)).toEqual([
    { total: 3, order: { from: 0, drop: 0, add: ["1.Ada", "1.Bea", "1.Cy"] }, rows: ["Ada", "Bea", "Cy"] },
  ]);
  windows.tick();
  pages[1]?.setCart({ items: 2, total: 30, currency: "EUR" });
  windows.tick();
  windows.tick();
  expect(watcher.frames.slice(1).map(summary)).toEqual([
    { total: 3, order: { from: 0, drop: 0, add: [] }, rows: ["Bea"] },
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
  for (const watcher of [first, second]) expect(lookOf(watcher)).toEqual(["Ada"]);
  expect([first.counts, second.counts]).toEqual([[0, 1], [1]]);
});

test("[VI6] who leaves leaves the window, and one from below moves up with their row", () => {
  const pages = ["Ada", "Bea", "Cy"].map((name) => arrive(name));
  const watcher = watch({ ...ALL, limit: 2 });
  pages[0]?.leave();
  nowMs += 10_000;
  onSite.sweep();
  windows.tick();
  expect(summary(watcher.frames.at(-1))).toEqual({
    total: 2,
    order: { from: 0, drop: 2, add: ["1.Bea", "1.Cy"] },
    rows: ["Cy"],
  });
  expect(lookOf(watcher)).toEqual(["Bea", "Cy"]);
});

test("[VI6] who scrolls is sent the rows that come into sight, not those that they hold", () => {
  const pages = ["Ada", "Bea", "Cy", "Dan"].map((name) => arrive(name));
  const watcher = watch({ ...ALL, limit: 3 });
  pages[1]?.setIdle(true);
  windows.watch(ACCOUNT, watcher, 2, { ...ALL, offset: 1, limit: 3 });
  expect(summary(watcher.frames.at(-1))).toEqual({
    total: 4,
    order: { from: 0, drop: 0, add: ["1.Bea", "1.Cy", "1.Dan"] },
    rows: ["Bea", "Dan"],
  });
  windows.watch(ACCOUNT, watcher, 3, null);
  windows.watch(ACCOUNT, watcher, 4, { ...ALL, limit: 1 });
  expect(summary(watcher.frames.at(-1)).rows).toEqual(["Ada"]);
});

test("[VI8] visitors with items in their cart, long on the site and in no chat are two clicks away", () => {
  const ada = arrive("Ada");
  const bea = arrive("Bea");
  arrive("Cy");
  for (const page of [ada, bea]) page.setCart({ items: 1, total: 9, currency: "EUR" });
  const cart = watch({ ...ALL, filter: { itemsInCart: true } });
  expect(lookOf(cart)).toEqual(["Ada", "Bea"]);

  onSite.setChat(ACCOUNT, bea.presence.visitorId, {
    chatId: "c",
    status: "served",
    agents: ["Marie"],
    departmentId: null,
    queueNumber: null,
  });
  const five = { itemsInCart: true, notInChat: true, onSiteLongerThanMs: 300_000 } as const;
  const waiting = watch({ ...ALL, filter: five });
  expect(fold(waiting.frames)).toEqual({ total: 0, lines: 0, shown: [] });
  nowMs += 300_000;
  windows.tick();
  expect(waiting.frames).toHaveLength(1);
  nowMs += 1;
  windows.tick();
  expect(fold(waiting.frames)).toMatchObject({ total: 1, shown: [{ name: "Ada" }] });

  ada.setCart({ items: 0, total: 0, currency: "EUR" });
  windows.tick();
  expect(fold(waiting.frames)).toEqual({ total: 0, lines: 0, shown: [] });
});

test("[VI20] departments stand in the order that the dashboard gives, those that it does not name behind, and without one last", () => {
  for (const [name, departmentId] of [
    ["Ada", 3],
    ["Bea", 12],
    ["Cy", null],
    ["Dan", 7],
  ] as const) {
    const chat = { status: "waiting", agents: [], departmentId, queueNumber: 1 } as const;
    onSite.setChat(ACCOUNT, arrive(name).presence.visitorId, { ...chat, agents: [], chatId: name });
  }
  const sort = { column: "department", descending: false } as const;
  const [byNumber, byName, other] = [{}, { departments: [12, 3] }, { departments: [3, 12] }].map((order) =>
    watch({ ...ALL, sort, ...order }),
  );
  const seen = [byNumber, byName, other].map((watcher) => watcher && lookOf(watcher));
  expect(seen).toEqual([
    ["Ada", "Dan", "Bea", "Cy"],
    ["Bea", "Ada", "Dan", "Cy"],
    ["Ada", "Bea", "Dan", "Cy"],
  ]);
});

test("[VI6] a window that is given up, or whose watcher left, is sent no more", () => {
  const watcher = watch(ALL);
  const other = watch(ALL);
  windows.watch(ACCOUNT, watcher, 2, null);
  windows.leave(ACCOUNT, other);
  const heard = [watcher.frames.length, other.frames.length];
  arrive("Ada");
  windows.tick();
  expect([watcher.frames.length, other.frames.length]).toEqual(heard);
});

test("[VI6] the list is searched in names, numbers, page titles, addresses and places, whatever the case", () => {
  for (const name of ["Ada", "Bea", "Cy"])
    arrive(name).showPage({ url: `https://shop.example/${name}`, title: `Hats for ${name}` });
  const found = (search: string) => lookOf(watch({ ...ALL, search }));
  expect(["BEA", "hats for a", "example/cy", "nothing", "  ada  "].map(found)).toEqual([
    ["Bea"],
    ["Ada"],
    ["Cy"],
    [],
    ["Ada"],
  ]);
});

test("[VI6] however visitors come, go and change, a watcher's frames add up to the sorted window", () => {
  const column = fc.constantFrom(...SORT_COLUMNS);
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
    fc.property(window, fc.array(step, { maxLength: 60, size: "max" }), (looked, steps) => {
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
      const all = [...onSite.site(ACCOUNT).rows()];
      expect(fold(watcher.frames).shown).toEqual(sorted(all, sort).slice(offset, offset + limit));
    }),
    { numRuns: 300 },
  );
});

/** The names of a frame's order and rows. */
function summary(frame: WindowFrame | undefined) {
  const names = frame?.rows.map(({ name }) => name) ?? [];
  return { total: frame?.total, order: frame?.order, rows: names };
}

function sorted(rows: VisitorRow[], { column, descending }: VisitorWindow["sort"]): VisitorRow[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(column, row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.visitorId < b.row.visitorId ? -1 : 1));
  if (descending) keyed.reverse();
  return keyed.map(({ row }) => row);
}
