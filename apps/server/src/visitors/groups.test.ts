import type { VisitorId } from "@causerie/domain";
import {
  ACTIVITIES,
  GROUPINGS,
  SORT_COLUMNS,
  type VisitorFilter,
  type VisitorRow,
  type VisitorWindow,
} from "@causerie/protocol";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { activityBeside, groupComparer, groupKey } from "./groups.ts";
import { OnSite, STAY_MS } from "./on-site.ts";
import type { PagePresence } from "./page-presence.ts";
import type { ChatOfVisitor } from "./presence.ts";
import { sortKey } from "./sort-key.ts";
import { ACCOUNT, ALL, arrive, fold, names, type TestWatcher, watch } from "./testing/watched.ts";
import { Windows } from "./windows.ts";

let nowMs: number;
let onSite: OnSite;
let windows: Windows;

beforeEach(() => {
  nowMs = 1000;
  onSite = new OnSite(() => nowMs, { placeOf: async () => null });
  windows = new Windows(onSite);
});

const BY_ACTIVITY: VisitorWindow = { ...ALL, groupBy: "activity" };
const chatIn = (status: ChatOfVisitor["status"], chatId = "c") => ({
  chatId,
  status,
  agents: status === "served" || status === "assigned" ? ["Marie"] : [],
  departmentId: null,
  queueNumber: status === "waiting" ? 1 : null,
});
const look = ({ frames }: TestWatcher) => names(fold(frames));

test("[VI9] [VI10] groups by activity stand in the order of urgency, each with its count, and visitors move between them", () => {
  const [ada, bea, cy, dan, eve, flo] = ["Ada", "Bea", "Cy", "Dan", "Eve", "Flo"].map((name) =>
    arrive(onSite, name),
  );
  onSite.setChat(ACCOUNT, "1.Ada" as VisitorId, chatIn("waiting"));
  onSite.setChat(ACCOUNT, "1.Bea" as VisitorId, chatIn("served"));
  onSite.setChat(ACCOUNT, "1.Flo" as VisitorId, chatIn("assigned"));
  cy?.setPanel(true);
  dan?.setIdle(true);
  const watcher = watch(windows, BY_ACTIVITY);
  expect(look(watcher).join(" ")).toBe(
    "[incoming 1] Ada [assigned 1] Flo [clicked 1] Cy [served 1] Bea [active 1] Eve [idle 1] Dan",
  );
  expect(fold(watcher.frames)).toMatchObject({ total: 6, lines: 12 });

  // Somebody who waits, or is waited for, and is away from the keyboard waits all the same.
  for (const page of [ada, bea, cy, flo]) page?.setIdle(true);
  eve?.setIdle(true);
  cy?.setPanel(false);
  windows.tick();
  expect(look(watcher).join(" ")).toBe(
    "[incoming 1] Ada [assigned 1] Flo [served 1] Bea [idle 3] Cy Dan Eve",
  );

  onSite.setChat(ACCOUNT, "1.Flo" as VisitorId, chatIn("unattended"));
  windows.tick();
  expect(look(watcher)).toContain("[idle 4]");
});

test("[VI10] Incoming holds what the agent may serve; the other requests stand where their visitors would without one", () => {
  for (const name of ["Ada", "Bea", "Cy", "Dan"]) arrive(onSite, name).setIdle(name === "Cy");
  for (const name of ["Ada", "Bea", "Cy"])
    onSite.setChat(ACCOUNT, `1.${name}` as VisitorId, chatIn("waiting", name));
  const restricted = watch(windows, BY_ACTIVITY, new Set(["Ada", "Cy"]));
  const everybody = watch(windows, BY_ACTIVITY);
  expect(look(restricted)).toEqual(["[incoming 1]", "Bea", "[active 2]", "Ada", "Dan", "[idle 1]", "Cy"]);
  expect(look(everybody)).toEqual(["[incoming 3]", "Ada", "Bea", "Cy", "[active 1]", "Dan"]);
  expect(fold(restricted.frames).total).toBe(4);

  windows.tick();
  restricted.withheldChats = new Set(["Bea"]);
  windows.tick();
  expect(restricted.frames).toHaveLength(1);
  windows.refresh(ACCOUNT);
  windows.tick();
  expect(look(restricted)).toEqual(["[incoming 2]", "Ada", "Cy", "[active 2]", "Bea", "Dan"]);
});

test("[VI9] a collapsed group is its heading alone; `perGroup` shows the first of each, and counts all", () => {
  for (const name of ["Ada", "Bea", "Cy"]) arrive(onSite, name);
  arrive(onSite, "Dan").setIdle(true);
  const collapsed = watch(windows, { ...BY_ACTIVITY, collapsed: ["active"] });
  expect(look(collapsed)).toEqual(["+[active 3]", "[idle 1]", "Dan"]);
  expect(fold(collapsed.frames)).toMatchObject({ total: 4, lines: 3 });
  const few = watch(windows, { ...BY_ACTIVITY, perGroup: 2 });
  expect(look(few)).toEqual(["[active 3]", "Ada", "Bea", "[idle 1]", "Dan"]);
});

test("[VI9] [VI20] groups are named by what their visitors have in common, those without it last", () => {
  const pages = ["Ada", "Bea", "Cy"].map((name, index) =>
    arrive(onSite, name, {
      browser: ["Firefox 132", "", "Firefox 131"][index] ?? "",
      referrer: ["b.example", null, "a.example"][index] ?? null,
    }),
  );
  pages[0]?.showPage({ url: "https://x/tea?id=1#top", title: " Tea " });
  const by = (groupBy: VisitorWindow["groupBy"] & string) => look(watch(windows, { ...ALL, groupBy }));
  expect(by("browser")).toEqual(["[Firefox 2]", "Ada", "Cy", "[ 1]", "Bea"]);
  expect(by("referrer")).toEqual(["[a.example 1]", "Cy", "[b.example 1]", "Ada", "[ 1]", "Bea"]);
  expect(by("pageTitle")).toEqual(["[Start 2]", "Bea", "Cy", "[Tea 1]", "Ada"]);
  expect(by("pageUrl")).toEqual(["[https://x/ 2]", "Bea", "Cy", "[https://x/tea?id=1 1]", "Ada"]);
  onSite.setChat(ACCOUNT, "1.Ada" as VisitorId, { ...chatIn("served"), departmentId: 12 });
  onSite.setChat(ACCOUNT, "1.Bea" as VisitorId, { ...chatIn("waiting"), departmentId: 3 });
  expect(by("agent")).toEqual(["[Marie 1]", "Ada", "[ 2]", "Bea", "Cy"]);
  expect(by("department")).toEqual(["[3 1]", "Bea", "[12 1]", "Ada", "[ 1]", "Cy"]);
  const named = watch(windows, { ...ALL, groupBy: "department", departments: [12, 3] });
  expect(look(named)).toEqual(["[12 1]", "Ada", "[3 1]", "Bea", "[ 1]", "Cy"]);
});

test("[VI9] countries stand in the order of their names in the agent's language", () => {
  const sorted = (language: string) =>
    ["", "DE", "FR", "local", "ES"].sort(groupComparer("country", language));
  expect(sorted("en")).toEqual(["FR", "DE", "local", "ES", ""]);
  expect(sorted("fr")).toEqual(["DE", "ES", "FR", "local", ""]);
});

test("[VI14] who left is shown as the last group for five minutes, who left last first, and gone from it when back", () => {
  for (const name of ["Ada", "Bea"]) leave(arrive(onSite, name));
  const watcher = watch(windows, { ...BY_ACTIVITY, withOffline: true });
  const plain = watch(windows, BY_ACTIVITY);
  expect(look(watcher)).toEqual(["[offline 2]", "Bea", "Ada"]);
  expect([fold(watcher.frames).total, look(plain)]).toEqual([0, []]);
  expect(watcher.frames[0]?.rows.map(({ status }) => status)).toEqual([
    { kind: "offline", since: 1000 + STAY_MS },
    { kind: "offline", since: 1000 },
  ]);
  arrive(onSite, "Ada");
  windows.tick();
  expect(look(watcher)).toEqual(["[active 1]", "Ada", "[offline 1]", "Bea"]);
  nowMs += 5 * 60_000;
  onSite.sweep();
  windows.tick();
  expect(look(watcher)).toEqual(["[active 1]", "Ada", "[offline 0]"]);
});

test("[VI14] no more than a hundred of those who left are kept", () => {
  for (let index = 0; index < 130; index += 1) arrive(onSite, `V${index}`).leave();
  nowMs += STAY_MS;
  onSite.sweep();
  onSite.sweep();
  expect(onSite.site(ACCOUNT).left.size).toBe(100);
});

function leave(page: PagePresence): void {
  page.leave();
  nowMs += STAY_MS;
  onSite.sweep();
}

const NAMES = ["Ada", "Bea", "Cy", "Dan", "Eve", "Flo", "Gus", "Hal"];
const step = fc.record({
  who: fc.constantFrom(...NAMES),
  what: fc.constantFrom(
    ...[
      "arrive",
      "leave",
      "idle",
      "page",
      "panel",
      "cart",
      "wait",
      "serve",
      "hand",
      "end",
      "write",
      "tick",
      "later",
    ],
  ),
  n: fc.nat(3),
});
/** Half of the windows are the plainest of their kind, so that much is in sight. */
const looked = fc.record({
  groupBy: fc.oneof(fc.constant("activity" as const), fc.constantFrom(...GROUPINGS)),
  column: fc.constantFrom(...SORT_COLUMNS),
  descending: fc.boolean(),
  offset: fc.oneof(fc.constant(0), fc.nat(4)),
  limit: fc.oneof(fc.constant(50), fc.integer({ min: 1, max: 12 })),
  perGroup: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 3 })),
  withOffline: fc.constantFrom(undefined, true as const),
  collapsed: fc.oneof(
    fc.constant<string[]>([]),
    fc.subarray([...ACTIVITIES, "Page 1", "https://x/2", "Marie", "", "1", "Chrome"]),
  ),
  filter: fc.constantFrom<VisitorFilter>(
    {},
    {},
    { onSiteLongerThanMs: 20_000 },
    { itemsInCart: true },
    { notInChat: true },
    { itemsInCart: true, onSiteLongerThanMs: 20_000, notInChat: true },
  ),
  search: fc.constantFrom("", "", "", "page 1", "hello"),
  withheld: fc.subarray(NAMES),
});

test("[VI6] [VI9] whatever happens, a watcher's frames add up to the grouped list made anew, for every grouping", () => {
  fc.assert(
    fc.property(looked, fc.array(step, { maxLength: 80, size: "max" }), (choice, steps) => {
      nowMs = 100_000;
      onSite = new OnSite(() => nowMs, { placeOf: async () => null });
      windows = new Windows(onSite);
      const { column, descending, withheld, perGroup, withOffline, ...rest } = choice;
      const window: VisitorWindow = {
        ...rest,
        sort: { column, descending },
        ...(perGroup && { perGroup }),
        ...(withOffline && { withOffline }),
      };
      const chats = new Set(withheld.map((name) => `c${name}`));
      const watcher = watch(windows, window, chats);
      const pages = new Map(NAMES.map((name) => [name, arrive(onSite, name)]));
      for (const { who, what, n } of steps) perform(pages, who, what, n);
      windows.tick();
      const folded = fold(watcher.frames);
      expect(folded).toEqual(listed(window, chats));
      expect(fold(watch(windows, window, chats).frames)).toEqual(folded);
    }),
    { numRuns: 500 },
  );
});

function perform(pages: Map<string, PagePresence>, who: string, what: string, n: number): void {
  nowMs += 1;
  const id = `1.${who}` as VisitorId;
  const page = pages.get(who);
  const chatId = `c${who}`;
  const chat = { chatId, agents: [], departmentId: n || null, queueNumber: null };
  if (what === "arrive" && !page) pages.set(who, arrive(onSite, who, { visits: n, browser: `Chrome ${n}` }));
  if (what === "tick") windows.tick();
  if (what === "later") nowMs += 10_000;
  if (what === "idle") page?.setIdle(n > 1);
  if (what === "page") page?.showPage({ url: `https://x/${n}`, title: `Page ${n}` });
  if (what === "panel") page?.setPanel(n > 0);
  if (what === "cart") page?.setCart({ items: n, total: n * 10, currency: "EUR" });
  if (what === "wait") onSite.setChat(ACCOUNT, id, { ...chat, status: "waiting", queueNumber: n });
  if (what === "serve")
    onSite.setChat(ACCOUNT, id, { ...chat, status: "served", agents: n > 1 ? ["Marie"] : ["Marie", "Paul"] });
  if (what === "hand") onSite.setChat(ACCOUNT, id, { ...chat, status: "assigned", agents: ["Léa"] });
  if (what === "end") onSite.setChat(ACCOUNT, id, null);
  if (what === "write")
    onSite.setMessage(ACCOUNT, id, { from: "visitor", text: `hello ${n}`, isFile: false, at: nowMs });
  if (what !== "leave" || !page) return;
  pages.delete(who);
  leave(page);
}

/** The whole list by sorting and grouping everybody, then the part that the window shows. */
function listed(window: VisitorWindow, withheld: ReadonlySet<string>) {
  const { groupBy = "activity", collapsed = [], perGroup = 999, offset, limit, withOffline } = window;
  const site = onSite.site(ACCOUNT);
  const rows = [...site.rows()].filter((row) => passes(row, window));
  const keyOf = (row: VisitorRow) =>
    groupBy === "activity" && row.status.kind === "requesting" && withheld.has(row.chatId ?? "")
      ? activityBeside(row)
      : groupKey(groupBy, row);
  const groups = [...Map.groupBy(rows, keyOf)]
    .sort(([a], [b]) => groupComparer(groupBy, "en")(a, b))
    .map(([key, members]) => ({ key, members: sorted(members, window.sort) }));
  const left = [...site.left.values()].reverse().filter((row) => passes(row, window));
  if (withOffline) groups.push({ key: "offline", members: left });
  const lines = groups.flatMap(({ key, members }) => {
    const isCollapsed = collapsed.includes(key);
    const heading = { key, count: members.length, isCollapsed };
    return [heading, ...(isCollapsed ? [] : members.slice(0, perGroup))];
  });
  return { total: rows.length, lines: lines.length, shown: lines.slice(offset, offset + limit) };
}

function passes(row: VisitorRow, { filter = {}, search }: VisitorWindow): boolean {
  const isLong = nowMs - row.onSiteSince > (filter.onSiteLongerThanMs ?? -1);
  const hasItems = !filter.itemsInCart || (row.cart?.items ?? 0) > 0;
  const isFree = !filter.notInChat || row.chatId === null;
  const text = [row.name, row.page.title, row.message?.text].join(" ").toLowerCase();
  return isLong && hasItems && isFree && text.includes(search);
}

function sorted(rows: VisitorRow[], { column, descending }: VisitorWindow["sort"]): VisitorRow[] {
  const compare = (a: VisitorRow, b: VisitorRow) => {
    const [one, other] = [sortKey(column, a), sortKey(column, b)];
    if (one !== other) return one < other ? -1 : 1;
    return a.visitorId < b.visitorId ? -1 : 1;
  };
  const ordered = rows.toSorted(compare);
  return descending ? ordered.reverse() : ordered;
}
