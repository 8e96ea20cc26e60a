import { expect, test } from "vitest";
import { Memory } from "./memory.ts";

function storage() {
  const values = new Map<string, string>();
  return {
    get: (key: string) => values.get(key) ?? null,
    set: (key: string, value: string) => void values.set(key, value),
    remove: (key: string) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

test("the panel is open again on the tab's next page, and in a new tab only while a chat goes on", () => {
  const browser = storage();
  const tab = storage();
  new Memory("key", browser, tab).setOpen(true);
  expect(new Memory("key", browser, tab).wasOpen(false)).toBe(true);
  expect(new Memory("key", browser, storage()).wasOpen(false)).toBe(false);
  expect(new Memory("key", browser, storage()).wasOpen(true)).toBe(true);
});

test("of who never opened the panel, the tab's storage is not asked", () => {
  const asked: string[] = [];
  const tab = {
    get: (key: string) => {
      asked.push(key);
      return null;
    },
    set: () => {},
  };
  const browser = storage();
  expect(new Memory("key", browser, tab).wasOpen(true)).toBe(false);
  expect(asked).toEqual([]);
  new Memory("key", browser, storage()).setOpen(false);
  expect(new Memory("key", browser, tab).wasOpen(true)).toBe(false);
  expect(asked).toEqual(["causerie:key:open"]);
});

test("a chat is read up to where any tab read it, and another chat from its beginning", () => {
  const browser = storage();
  new Memory("key", browser, storage()).markRead("2611.1.a", 7);
  const other = new Memory("key", browser, storage());
  other.markRead("2611.1.a", 5);
  expect(other.readUpTo("2611.1.a")).toBe(7);
  expect(other.readUpTo("2611.1.b")).toBe(0);
});

test("a draft is the tab's own", () => {
  const browser = storage();
  const tab = storage();
  new Memory("key", browser, tab).draft = "Half a";
  expect(new Memory("key", browser, tab).draft).toBe("Half a");
  expect(new Memory("key", browser, storage()).draft).toBe("");
});

test("[DE5] half-typed details are the tab's own", () => {
  const browser = storage();
  const tab = storage();
  new Memory("key", browser, tab).details = '{"name":{"from":"","to":"Zo"}}';
  expect(new Memory("key", browser, tab).details).toContain("Zo");
  expect(new Memory("key", browser, storage()).details).toBe("");
});

test("two accounts on one site share nothing", () => {
  const browser = storage();
  new Memory("one", browser, browser).language = "fr";
  expect(new Memory("two", browser, browser).language).toBeNull();
});
