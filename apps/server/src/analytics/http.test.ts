import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const PERIOD = { from: "0", to: "1000", timeZone: "Europe/Paris" };

let doors: Doors;
let cookie: string;
beforeAll(async () => {
  doors = await openDoors();
  cookie = cookieOf(await doors.browse({ method: "POST", url: "/auth/setup", payload: OWNER }));
});
afterAll(() => doors.close());

function read(path: string, query: Record<string, string>, as: string | undefined = cookie) {
  return doors.browse({ method: "GET", url: `/dashboard-api${path}?${new URLSearchParams(query)}` }, as);
}

test("[RA11] an agent reads the figures and the comments; nobody else does", async () => {
  const figures = await read("/satisfaction", PERIOD);
  expect(figures.statusCode).toBe(200);
  expect(figures.json()).toEqual({ total: { good: 0, bad: 0 }, agents: [], departments: [], days: [] });
  const comments = await read("/satisfaction/comments", { from: "0", to: "1000", before: "12~2611.1.a" });
  expect(comments.json()).toEqual({ comments: [], next: null });
  for (const path of ["/satisfaction", "/satisfaction/comments"])
    expect((await read(path, PERIOD, "")).statusCode).toBe(401);
});

test.each([
  ["a period that ends before it begins", { from: "10", to: "10" }, "to"],
  ["a period of more than a year", { from: "0", to: String(400 * 86_400_000) }, "from"],
  ["a time that is no number", { from: "yesterday" }, "from"],
  ["an offset in place of a time zone", { timeZone: "+02:00" }, "timeZone"],
  ["a time zone that nobody knows", { timeZone: "Europe/Atlantis" }, "timeZone"],
])("[RA11] %s is refused with the field", async (_what, change, field) => {
  const answer = await read("/satisfaction", { ...PERIOD, ...change });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field });
});

test("[RA12] a page that was never given out is refused", async () => {
  const answer = await read("/satisfaction/comments", { from: "0", to: "1000", before: "then~" });
  expect(answer.json().error).toMatchObject({ code: "invalid", field: "before" });
});
