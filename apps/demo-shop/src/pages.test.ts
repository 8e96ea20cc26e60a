import { readdirSync, readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";

interface Words {
  [key: string]: string | string[] | Words;
}

const folder = new URL("../public/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
const words = wordsOfShop();

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}

function wordsOfShop(): { en: Words; fr: Words } {
  const window: { shop?: { words: { en: Words; fr: Words } } } = {};
  runInNewContext(read("words.js"), { window });
  if (window.shop === undefined) throw new Error("words.js is expected to set window.shop");
  return window.shop.words;
}

/** Every text's path with the values that it takes: `added {product}`. */
function shapeOf(text: Words | string | string[], path = ""): string[] {
  if (typeof text === "string") return [`${path} ${(text.match(/\{\w+\}/g) ?? []).sort().join(" ")}`];
  return Object.entries(text).flatMap(([key, value]) => shapeOf(value, `${path}.${key}`));
}

/** Each `[data-text]` or `[data-alt]` of a page: its key, and the English that stands in the page. */
function textsOf(html: string): [key: string, english: string][] {
  const texts = [...html.matchAll(/data-text="(\w+)"[^>]*>([^<]*)</g)].map(([, key, text]) => [key, text]);
  const alts = [...html.matchAll(/alt="([^"]*)" data-alt="(\w+)"/g)].map(([, text, key]) => [key, text]);
  return [...texts, ...alts].map(([key = "", text = ""]) => [key, text.replaceAll("&amp;", "&")]);
}

describe("the demo shop", () => {
  it("says everything in both languages", () => {
    expect(shapeOf(words.fr)).toEqual(shapeOf(words.en));
  });

  it("has the pages of a shop", () => {
    expect(pages.sort()).toEqual(["about.html", "cart.html", "index.html", "product.html"]);
  });

  it.each(pages)("embeds the widget in %s by the one line that a site pastes", (page) => {
    const line = '<script async src="{{CHAT_ORIGIN}}/widget.js" data-key="{{ACCOUNT_KEY}}"></script>';
    expect(read(page).split(line)).toHaveLength(2);
    expect(read(page).match(/\{\{/g)).toHaveLength(2);
  });

  it.each(pages)("sets the title of %s before the chat's script may read it", (page) => {
    const html = read(page);
    expect(html.indexOf('<script src="language.js">')).toBeGreaterThan(html.indexOf("<title>"));
    expect(html.indexOf('<script src="language.js">')).toBeLessThan(html.indexOf("widget.js"));
  });

  it.each(pages)("has nothing inline in %s, so that a strict content security policy holds", (page) => {
    expect(read(page)).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it.each(pages)("takes nothing in %s from another server but the chat's", (page) => {
    expect(read(page)).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it.each(pages)("shows in %s the English of the catalogue until its script runs", (page) => {
    const texts = textsOf(read(page));
    expect(texts.length).toBeGreaterThan(0);
    for (const [key, english] of texts) expect(english).toBe(words.en[key]);
  });
});
