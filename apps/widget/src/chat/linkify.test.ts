import fc from "fast-check";
import { expect, test } from "vitest";
import { linkify } from "./linkify.ts";

function links(text: string): string[] {
  return linkify(text).flatMap((part) => (part.kind === "link" ? [part.text] : []));
}

test("http and https addresses become links, nothing else does", () => {
  expect(links("see https://a.example/x?y=1#z and http://b.example")).toEqual([
    "https://a.example/x?y=1#z",
    "http://b.example",
  ]);
  expect(
    links("javascript:alert(1) data:text/html,x file:///etc mailto:a@b.example //c.example www.d.example"),
  ).toEqual([]);
});

test("punctuation after an address stays outside, a bracket that belongs to it inside", () => {
  expect(links("(https://a.example/b), https://c.example/d_(e). «https://f.example»!")).toEqual([
    "https://a.example/b",
    "https://c.example/d_(e)",
    "https://f.example",
  ]);
});

test("markup stays text, and an address ends where it begins", () => {
  expect(linkify(`<a href="https://a.example">x</a>`)).toEqual([
    { kind: "text", text: `<a href="` },
    { kind: "link", text: "https://a.example", href: "https://a.example/" },
    { kind: "text", text: `">x</a>` },
  ]);
});

test("characters that turn the writing direction do not get into an address", () => {
  expect(links("https://a.example/\u202egpj.exe")).toEqual(["https://a.example/"]);
});

test("the parts together are the message as it was written [CH15]", () => {
  const written = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.webUrl(), fc.constantFrom(" ", "\n", "(", ")", "http://")),
  );
  fc.assert(
    fc.property(written, (pieces) => {
      const text = pieces.join("");
      expect(
        linkify(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
