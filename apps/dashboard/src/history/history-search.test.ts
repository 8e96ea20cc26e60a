import { describe, expect, it } from "vitest";
import { addressOf, isFiltered, queryOf, readHistorySearch } from "./history-search.ts";

describe("The address of the History room", () => {
  it("holds every filter", () => {
    const search = {
      kind: "unread",
      from: "2026-01-02",
      until: "2026-02-01",
      agent: 7,
      department: 8,
      rating: "bad",
      tag: "vip",
    } as const;
    expect(readHistorySearch(search)).toEqual(search);
    expect(isFiltered(search)).toBe(true);
  });

  it("is read with care: what makes no sense is left out", () => {
    const senseless = {
      kind: "toString",
      from: "2026-13-01",
      until: 5,
      agent: -1,
      department: "8",
      rating: 1,
      tag: "",
    };
    expect(readHistorySearch(senseless)).toEqual({});
    expect(isFiltered({})).toBe(false);
    expect(readHistorySearch({ tag: 2026 })).toEqual({ tag: "2026" });
  });

  it("names days of this browser, the last one whole", () => {
    expect(queryOf({ from: "2026-03-29", until: "2026-03-29" })).toEqual({
      from: new Date(2026, 2, 29).getTime(),
      until: new Date(2026, 2, 30).getTime(),
    });
  });

  it("is asked of the server as it reads it", () => {
    expect(addressOf(queryOf({ kind: "chats", agent: 7, tag: "a&b" }))).toBe(
      "kind=chats&tag=a%26b&agentId=7",
    );
  });
});
