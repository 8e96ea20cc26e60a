import { describe, expect, it } from "vitest";
import { addressOf, isFiltered, readTicketsSearch } from "./tickets-search.ts";

describe("[TI8] The address of the tickets", () => {
  it("holds what is looked for, and leaves out what makes no sense", () => {
    const search = { status: "all", department: 3, q: "lamp" };
    expect(readTicketsSearch(search)).toEqual(search);
    expect(readTicketsSearch({ status: "late", department: "x", q: "" })).toEqual({});
    expect(readTicketsSearch({ status: "open", q: 17 })).toEqual({ q: "17" });
  });

  it("is asked of the server", () => {
    expect(addressOf({ status: "all", department: 3, q: "a&b" }, 12)).toBe(
      "status=all&department=3&q=a%26b&before=12",
    );
    expect(addressOf({})).toBe("");
  });

  it("tells a filter from a status", () => {
    expect([isFiltered({ status: "all" }), isFiltered({ q: "x" })]).toEqual([false, true]);
  });
});
