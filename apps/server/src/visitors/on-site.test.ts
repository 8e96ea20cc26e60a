import { setImmediate as turn } from "node:timers/promises";
import type { AccountId } from "@causerie/domain";
import type { Place } from "@causerie/protocol";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { type StoredVisitor, visitorOfToken } from "./comers.ts";
import { OnSite, STAY_MS } from "./on-site.ts";
import type { ChatOfVisitor } from "./presence.ts";
import { referrerOf } from "./referrer.ts";
import { loadDetails, saveVisits } from "./store.ts";

const DEVICE = { browser: "Chrome", system: "Linux", phone: false };
const HOME = { url: "https://shop.example/", title: "Shop" };
const DAY_MS = 24 * 3_600_000;
const CHAT: ChatOfVisitor = {
  chatId: "c",
  status: "waiting",
  agents: [],
  departmentId: null,
  queueNumber: 1,
};
const CART = { url: "https://shop.example/cart", title: "Cart" };

let database: FreshDatabase;
let accountId: AccountId;
let otherAccountId: AccountId;
let nowMs = Date.UTC(2026, 0, 1);
let onSite: OnSite;
let place: Place | null;

beforeAll(async () => {
  database = await freshDatabase();
  const { rows } = await database.pool.query(
    "insert into account (name, key) values ('A', repeat('a', 32)), ('B', repeat('b', 32)) returning id",
  );
  [accountId, otherAccountId] = rows.map(({ id }) => id) as [AccountId, AccountId];
});
afterAll(() => database.drop());

beforeEach(() => {
  place = { kind: "local" };
  onSite = new OnSite(() => nowMs, {
    placeOf: async () => {
      if (place === null) throw new Error("the file cannot be read");
      return place;
    },
  });
});

test("[VI1] a walk from page to page is one visit; one who stays away for ten seconds is off the site", async () => {
  const visitor = await newVisitor("walk");
  arrive(visitor, HOME).leave();
  nowMs += 9999;
  onSite.sweep();
  expect(rowOf(visitor)?.visits).toBe(1);
  const page = arrive(visitor, CART);
  expect(rowOf(visitor)).toMatchObject({ page: CART, visits: 1, onSiteSince: nowMs - 9999 });
  expect(page.presence.path.map(({ page: seen }) => seen)).toEqual([HOME, CART]);
  page.leave();
  nowMs += 10_000;
  onSite.sweep();
  expect(onSite.find(accountId, visitor.visitorId)).toBe(null);
});

test("[VI1] who comes back within two minutes goes on with the visit, later it is another one", async () => {
  const first = await newVisitor("back");
  arrive(first, HOME).leave();
  await save();
  await leaveFor(100_000);
  arrive(await newVisitor("back"), HOME).leave();
  expect(rowOf(first)?.visits).toBe(1);
  await save();
  await leaveFor(121_000);
  arrive(await newVisitor("back"), HOME);
  expect(rowOf(first)?.visits).toBe(2);
  await save();
  expect(await loadDetails(database.pool, accountId, first.visitorId)).toMatchObject({
    visits: 2,
    device: DEVICE,
    place: { kind: "local" },
  });
});

test("[VI2] two tabs are one row, which shows the page looked at last", async () => {
  const visitor = await newVisitor("tabs");
  const home = arrive(visitor, HOME);
  nowMs += 1000;
  const cart = arrive(visitor, CART);
  expect(onSite.site(accountId).own.size).toBe(1);
  expect(rowOf(visitor)?.page).toEqual(CART);
  nowMs += 1000;
  home.look();
  expect(rowOf(visitor)).toMatchObject({ page: HOME, pageSince: nowMs });
  home.leave();
  expect(rowOf(visitor)?.page).toEqual(CART);
  cart.leave();
  expect(rowOf(visitor)?.page).toEqual(CART);
});

test("[VI3] a visitor is idle when every tab is, and not with the next move in one", async () => {
  const visitor = await newVisitor("idle");
  const [one, other] = [arrive(visitor, HOME), arrive(visitor, CART)];
  one.setIdle(true);
  expect(rowOf(visitor)?.status).toEqual({ kind: "browsing" });
  other.setIdle(true);
  expect(rowOf(visitor)?.status).toEqual({ kind: "idle" });
  one.setIdle(false);
  expect(rowOf(visitor)?.status).toEqual({ kind: "browsing" });
});

test("[VI4] requesting comes before served and assigned, these before idle, idle before browsing", async () => {
  const visitor = await newVisitor("status");
  const page = arrive(visitor, HOME);
  page.setIdle(true);
  const seen = (["waiting", "served", "assigned", "unattended"] as const).map((status) => {
    onSite.setChat(accountId, visitor.visitorId, {
      chatId: "c",
      status,
      agents: status === "served" || status === "assigned" ? ["Ada"] : [],
      departmentId: null,
      queueNumber: null,
    });
    return rowOf(visitor)?.status;
  });
  expect(seen).toEqual([
    { kind: "requesting" },
    { kind: "served", by: ["Ada"] },
    { kind: "assigned", to: ["Ada"] },
    { kind: "idle" },
  ]);
  onSite.setChat(accountId, visitor.visitorId, null);
  expect(rowOf(visitor)).toMatchObject({ status: { kind: "idle" }, chatId: null });
});

test("[VI11] the chat button is clicked while a panel is open and no chat has begun since", async () => {
  const visitor = await newVisitor("panel");
  const [one, other] = [arrive(visitor, HOME), arrive(visitor, CART)];
  const clicked = () => rowOf(visitor)?.hasClickedChat;
  one.setPanel(true);
  expect(clicked()).toBe(true);
  one.setPanel(false);
  other.setPanel(true);
  other.leave();
  expect(clicked()).toBe(false);
  one.setPanel(true);
  onSite.setChat(accountId, visitor.visitorId, CHAT);
  onSite.setChat(accountId, visitor.visitorId, null);
  expect(clicked()).toBe(false);
  one.setPanel(true);
  expect(clicked()).toBe(true);
});

test("[VI12] the latest message is that of the open chat, and gone with it", async () => {
  const visitor = await newVisitor("message");
  arrive(visitor, HOME);
  const hello = { from: "visitor", text: "Hello", isFile: false, at: 1 } as const;
  onSite.setChat(accountId, visitor.visitorId, CHAT);
  onSite.setMessage(accountId, visitor.visitorId, hello);
  onSite.setMessage(accountId, visitor.visitorId, { ...hello, text: "Anybody?", at: 2 });
  expect(rowOf(visitor)?.message?.text).toBe("Anybody?");
  onSite.setChat(accountId, visitor.visitorId, { ...CHAT, status: "served", agents: ["Ada"] });
  expect(rowOf(visitor)?.message?.text).toBe("Anybody?");
  onSite.setMessage(accountId, visitor.visitorId, { ...hello, text: "unseen", at: 3 });
  onSite.setChat(accountId, visitor.visitorId, { ...CHAT, chatId: "next" });
  expect(rowOf(visitor)?.message).toBe(null);
  onSite.setMessage(accountId, visitor.visitorId, hello);
  onSite.setChat(accountId, visitor.visitorId, null);
  expect(rowOf(visitor)?.message).toBe(null);
});

test("[VI13] visits are those of the past year", async () => {
  const began = nowMs;
  const visitor = await newVisitor("years");
  arrive(visitor, HOME).leave();
  await save();
  await leaveFor(200 * DAY_MS);
  arrive(await newVisitor("years"), HOME).leave();
  expect(rowOf(visitor)?.visits).toBe(2);
  await save();
  await leaveFor(166 * DAY_MS);
  arrive(await newVisitor("years"), HOME);
  expect(rowOf(visitor)?.visits).toBe(2);
  await save();
  expect(await loadDetails(database.pool, accountId, visitor.visitorId)).toMatchObject({ visits: 2 });
  nowMs = began;
});

test("[VI5] the place comes with the address; one that cannot be read is not known, and nobody is kept out", async () => {
  const visitor = await newVisitor("place");
  arrive(visitor, HOME);
  await turn();
  expect(rowOf(visitor)?.place).toEqual({ kind: "local" });
  place = null;
  const lost = await newVisitor("lost");
  arrive(lost, HOME, "198.51.100.7");
  await turn();
  expect(rowOf(lost)?.place).toBe(null);
});

test("[VI7] another account finds neither the visitor nor their details; their own does", async () => {
  const visitor = await newVisitor("own");
  arrive(visitor, HOME);
  expect(onSite.find(accountId, visitor.visitorId)).not.toBe(null);
  expect(onSite.find(otherAccountId, visitor.visitorId)).toBe(null);
  expect(await loadDetails(database.pool, accountId, visitor.visitorId)).toMatchObject({
    visitorId: visitor.visitorId,
  });
  expect(await loadDetails(database.pool, otherAccountId, visitor.visitorId)).toBe(null);
});

test("[DO1] one token brought by many tabs at once makes one visitor, in each account another", async () => {
  const token = "v1_the-same-token-brought-by-many-tabs-at-once";
  const brought = await Promise.all(
    Array.from({ length: 8 }, () => visitorOfToken(database.pool, accountId, token, nowMs)),
  );
  const elsewhere = await visitorOfToken(database.pool, otherAccountId, token, nowMs);
  expect(new Set(brought.map(({ visitorId }) => visitorId)).size).toBe(1);
  expect(elsewhere.visitorId).not.toBe(brought[0]?.visitorId);
});

test("[VI1] a visit that goes on, after a restart too, keeps its pages and where it came from", async () => {
  const from = (url: string) => ({ page: HOME, referrer: referrerOf(url), device: DEVICE, language: "en" });
  const visitor = await newVisitor("goes-on");
  const page = onSite.arrive(accountId, visitor, from("https://www.google.com/"), "127.0.0.1");
  page.showPage(CART);
  page.leave();
  await save();
  await leaveFor(STAY_MS);
  const back = await newVisitor("goes-on");
  onSite.arrive(accountId, back, from(CART.url), "127.0.0.1");
  expect(rowOf(back)).toMatchObject({ visits: 1, referrer: { searchEngine: "Google" } });
  await save();
  const { rows } = await database.pool.query("select pages, referrer from visit where visitor_id = $1", [
    visitor.visitorId,
  ]);
  expect(rows).toEqual([{ pages: 3, referrer: "https://www.google.com/" }]);
});

test("[VI1] visits that could not be written are written the next time, the later record winning", async () => {
  const visitor = await newVisitor("unsaved");
  const page = arrive(visitor, HOME);
  const failed = onSite.takeUnsaved();
  page.showPage(CART);
  onSite.putBack(failed);
  await save();
  const { rows } = await database.pool.query(
    "select pages, landing_url as landing from visit where visitor_id = $1",
    [visitor.visitorId],
  );
  expect(rows).toEqual([{ pages: 2, landing: HOME.url }]);
});

function newVisitor(name: string): Promise<StoredVisitor> {
  return visitorOfToken(database.pool, accountId, `v1_${name}`, nowMs);
}

function arrive(visitor: StoredVisitor, page: typeof HOME, address = "127.0.0.1") {
  return onSite.arrive(accountId, visitor, { page, referrer: null, device: DEVICE, language: "en" }, address);
}

function rowOf({ visitorId }: StoredVisitor) {
  return onSite.find(accountId, visitorId)?.row;
}

async function leaveFor(ms: number): Promise<void> {
  nowMs += ms;
  onSite.sweep();
}

async function save(): Promise<void> {
  await turn();
  await saveVisits(database.pool, onSite.takeUnsaved());
}
