import { describe, expect, it } from "vitest";
import { beginningOf, textParts } from "./text-parts.ts";

const links = (text: string) => textParts(text).flatMap((part) => (part.kind === "link" ? [part.text] : []));

describe("A message's text", () => {
  it("[CH15] is kept whole, as it was written", () => {
    const text = "<b>See</b> https://shop.example/a?b=1&c=2, or (https://x.example/y_(z)).\n\n  End";
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
    expect(links(text)).toEqual(["https://shop.example/a?b=1&c=2", "https://x.example/y_(z)"]);
  });

  it("links http and https alone", () => {
    expect(
      links("javascript:alert(1) data:text/html,x ftp://a.example file:///etc/passwd mailto:a@b.example"),
    ).toEqual([]);
    expect(links("http:// https://")).toEqual([]);
  });

  it("ends a link where the direction of the text is turned", () => {
    expect(links("https://good.example/\u202eelpmaxe.dab")).toEqual(["https://good.example/"]);
  });

  it("is shortened when it would fill the screen", () => {
    expect(beginningOf("short")).toBeNull();
    expect(beginningOf("x".repeat(10_000))).toHaveLength(1500);
    expect(beginningOf("a\n".repeat(100))?.split("\n")).toHaveLength(24);
  });
});
