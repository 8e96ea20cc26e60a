import { describe, expect, it } from "vitest";
import { filterOf, readListSearch, sortedBy, sortOf } from "./list-search.ts";

describe("The address of the visitor list", () => {
  it("holds the search and the sorting", () => {
    expect(readListSearch({ q: "paris", sort: "-visits" })).toEqual({ q: "paris", sort: "-visits" });
  });

  it("is read with care: what makes no sense is left out", () => {
    expect(readListSearch({ q: "", sort: "toString", x: 1 })).toEqual({});
    expect(readListSearch({ q: 42, sort: "status" })).toEqual({ q: "42" });
  });

  it("holds the filters, in minutes as people think of them", () => {
    const search = { cart: true, longer: 5, free: true } as const;
    expect(readListSearch(search)).toEqual(search);
    expect(filterOf(search)).toEqual({ itemsInCart: true, onSiteLongerThanMs: 300_000, notInChat: true });
    expect(readListSearch({ cart: "yes", longer: 0.5, free: 1 })).toEqual({});
  });

  it("[VI15] holds the grouping and list or visual, where they are known", () => {
    const search = { group: "country", view: "visual" } as const;
    expect(readListSearch(search)).toEqual(search);
    expect(readListSearch({ group: "none", view: "list" })).toEqual({ group: "none", view: "list" });
    expect(readListSearch({ group: "toString", view: "map" })).toEqual({});
  });

  it("turns a column round at the second click", () => {
    expect(sortedBy("name", "-onSite")).toBe("name");
    expect(sortedBy("name", "name")).toBe("-name");
    expect(sortedBy("visits", "name")).toBe("-visits");
    expect(sortOf("-visits")).toEqual({ column: "visits", descending: true });
  });
});
