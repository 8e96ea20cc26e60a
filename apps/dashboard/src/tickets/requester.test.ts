import { describe, expect, it } from "vitest";
import { readRequester, showRequester } from "./requester.ts";

describe("[TI4] The requester", () => {
  it.each([
    ["Marie Dupont <marie@example.com>", "Marie Dupont", "marie@example.com"],
    [' "Dupont, Marie" < marie@example.com > ', "Dupont, Marie", "marie@example.com"],
    ["marie@example.com", "", "marie@example.com"],
    ["Marie marie@example.com", "Marie", "marie@example.com"],
    ["Marie", "Marie", null],
    ["", "", null],
    ["Marie <marie>", "Marie <marie>", null],
    ["a@example.com, b@example.com", "a@example.com,", "b@example.com"],
    ["Marie <a@example.com,b@example.com>", "Marie <a@example.com,b@example.com>", null],
  ])("%j is read as a name and one address", (text, name, email) => {
    expect(readRequester(text)).toEqual({ name, email });
  });

  it("is shown as it is read", () => {
    for (const requester of [
      { name: "Marie", email: "marie@example.com" },
      { name: "", email: "marie@example.com" },
      { name: "Marie", email: null },
    ])
      expect(readRequester(showRequester(requester))).toEqual(requester);
  });
});
