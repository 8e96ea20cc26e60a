import { describe, expect, it } from "vitest";
import { referrerOf } from "./referrer.ts";

const searches = [
  ["Google", "https://www.google.com/"],
  ["Google", "https://www.google.fr/"],
  ["Google", "https://google.co.uk/search?q=tea"],
  ["Google", "https://www.google.com.br/"],
  ["Bing", "https://www.bing.com/search?q=tea"],
  ["Bing", "https://cn.bing.com/"],
  ["DuckDuckGo", "https://duckduckgo.com/"],
  ["DuckDuckGo", "https://html.duckduckgo.com/html/"],
  ["Qwant", "https://www.qwant.com/?q=th%C3%A9"],
  ["Ecosia", "https://www.ecosia.org/"],
  ["Yahoo", "https://fr.search.yahoo.com/"],
  ["Yahoo", "https://search.yahoo.co.jp/"],
  ["Yahoo", "https://r.search.yahoo.com/_ylt=x"],
  ["Yandex", "https://yandex.ru/"],
  ["Yandex", "https://www.yandex.com.tr/search/"],
  ["Yandex", "https://ya.ru/"],
  ["Baidu", "https://m.baidu.com/"],
  ["Brave", "https://search.brave.com/"],
] as const;

describe("referrerOf", () => {
  it("gives the address and its host", () => {
    const url = "https://blog.example:8443/tea?page=2";
    expect(referrerOf(url)).toEqual({ url, host: "blog.example:8443", searchEngine: null, searchTerm: null });
  });

  it.each(searches)("knows %s at %s", (searchEngine, url) => {
    expect(referrerOf(url)).toMatchObject({ searchEngine });
  });

  it.each([
    ["https://www.bing.com/search?q=Green++Tea", "green tea"],
    ["https://search.yahoo.com/search?p=th%C3%A9", "thé"],
    ["https://yandex.com/search/?text=tea&q=", "tea"],
    ["https://www.baidu.com/s?wd=%E8%8C%B6", "茶"],
    ["https://www.google.com/", null],
    ["https://www.google.com/search?q=%20", null],
    ["https://shop.example/?q=tea", null],
  ])("reads what was searched at %s", (url, searchTerm) => {
    expect(referrerOf(url)).toMatchObject({ searchTerm });
  });

  it.each([
    "https://mail.google.com/mail/u/0/",
    "https://mail.yahoo.com/",
    "https://tieba.baidu.com/",
    "https://brave.com/",
    "https://google.com.example.org/",
    "https://google.evil.com/",
    "https://notgoogle.com/",
    "https://example.org/?from=https://www.google.com/",
  ])("does not take %s for a search", (url) => {
    expect(referrerOf(url)).toMatchObject({ searchEngine: null });
  });

  it.each([
    "",
    "not an address",
    "/relative",
    "//host.example/",
    "https://",
    "javascript:alert(1)",
    "data:text/html,hello",
    "file:///etc/passwd",
    "android-app://com.google.android.gm/",
    "ftp://files.example/",
  ])("refuses %j", (url) => {
    expect(referrerOf(url)).toBeNull();
  });

  it("keeps neither credentials nor the fragment", () => {
    expect(referrerOf("https://me:secret@shop.example/a#token=1")?.url).toBe("https://shop.example/a");
  });

  it("spells the host as URL does", () => {
    expect(referrerOf("HTTPS://Café.Example:443/Thé")).toEqual({
      url: "https://xn--caf-dma.example/Th%C3%A9",
      host: "xn--caf-dma.example",
      searchEngine: null,
      searchTerm: null,
    });
  });

  it("cuts to 2,000 characters, never within an escape", () => {
    expect(referrerOf(`https://shop.example/${"a".repeat(1_000_000)}`)?.url).toHaveLength(2_000);
    for (const lead of ["", "a", "aa"]) {
      const url = referrerOf(`https://shop.example/${lead}${"%20".repeat(2_000)}`)?.url ?? "";
      expect(url.length).toBeGreaterThan(1_990);
      expect(url).toMatch(/%20$/);
    }
  });

  it("cuts what escaping made longer", () => {
    const url = referrerOf(`https://shop.example/${"é".repeat(1_500)}`)?.url ?? "";
    expect(url.length).toBeLessThanOrEqual(2_000);
    expect(url).toMatch(/%[0-9A-F]{2}$/);
  });
});
