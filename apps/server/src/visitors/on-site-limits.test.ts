import type { AccountId, VisitorId } from "@causerie/domain";
import { expect, test } from "vitest";
import type { StoredVisitor } from "./comers.ts";
import { OnSite } from "./on-site.ts";
import type { FirstPage } from "./presence.ts";

// The brands are the store's, which has no part in this.
const ACCOUNT = 1 as AccountId;
const HOME = { url: "https://shop.example/", title: "Shop" };
const FIRST: FirstPage = {
  page: HOME,
  referrer: null,
  device: { browser: "Chrome", system: "Linux", phone: false },
  language: "en",
};

function visitor(name: string): StoredVisitor {
  return {
    visitorId: name as VisitorId,
    number: 1,
    name: null,
    email: null,
    phone: null,
    claimed: {},
    visits: 0,
    chats: 0,
    lastSeenAt: 0,
    visit: null,
  };
}

test("[LI11] what could not be written is kept up to a bound, and who is still here is written later", () => {
  let nowMs = 0;
  const onSite = new OnSite(() => nowMs, { placeOf: async () => null }, 2);
  const taken = () => onSite.takeUnsaved();
  const idsOf = (visits: { visitorId: string }[]) => visits.map(({ visitorId }) => visitorId);
  for (const name of ["one", "two", "three"]) onSite.arrive(ACCOUNT, visitor(name), FIRST, "127.0.0.1");
  const failed = taken();
  expect(idsOf(failed)).toEqual(["one", "two", "three"]);
  onSite.putBack(failed);
  expect(idsOf(taken())).toEqual(["one", "two"]);
  nowMs = 60_000;
  onSite.sweep();
  expect(idsOf(taken())).toEqual(["one", "two", "three"]);
});

test("[LI12] the path of a visit is 50 pages, and of long addresses fewer", () => {
  const onSite = new OnSite(() => 0, { placeOf: async () => null });
  const page = onSite.arrive(ACCOUNT, visitor("walker"), FIRST, "127.0.0.1");
  const walk = (count: number, tail: string) => {
    for (let index = 0; index < count; index += 1)
      page.showPage({ url: `https://shop.example/${index}${tail}`, title: "" });
  };
  walk(60, "");
  expect(page.presence.path).toHaveLength(50);
  walk(60, "x".repeat(1_975));
  expect(page.presence.path).toHaveLength(10);
  walk(60, "");
  expect(page.presence.path).toHaveLength(50);
  expect(page.presence.record.pages).toBe(181);
});
