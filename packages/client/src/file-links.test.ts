import { beforeEach, expect, test } from "vitest";
import { FileLinks } from "./file-links.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";

const HOUR_MS = 3_600_000;
const RENEW_MS = 50 * 60_000;
let clock: SimulatedClock;
let asked: string[][];
let isOnline: boolean;
/** By how much the page's clock is ahead of the true one, which its timers go by. */
let aheadMs: number;
let links: FileLinks;

beforeEach(() => {
  clock = new SimulatedClock();
  asked = [];
  isOnline = true;
  aheadMs = 0;
  const network = new SimulatedNetwork(() => ({ receive: () => {}, closed: () => {} }));
  const { environment } = new SimulatedBrowser({ name: "b", clock, network }).openTab();
  links = new FileLinks({
    environment: { ...environment, now: () => environment.now() + aheadMs },
    root: "https://chat.example/",
    isOnline: () => isOnline,
    send: (frame) => {
      if (frame.t === "links") asked.push(frame.fileIds);
    },
  });
});

const answer = (fileId: string, url: string, expiresAt = clock.now() + HOUR_MS) =>
  links.answered({ t: "links", asked: [fileId], links: [{ fileId, url, thumbnailUrl: null, expiresAt }] });

test("[FI9] what one look needs is asked for in one frame, and once", async () => {
  for (const fileId of ["a", "b", "a"]) expect(links.of(fileId)).toBeUndefined();
  await Promise.resolve();
  links.of("a");
  await Promise.resolve();
  expect(asked).toEqual([["a", "b"]]);
  answer("a", "files/a/x.pdf?1");
  expect(links.of("a")).toEqual({
    url: "https://chat.example/files/a/x.pdf?1",
    thumbnailUrl: "https://chat.example/files/a/x.pdf?1",
  });
});

test("[FI9] a file that is not for me is known not to be, and whoever listens hears of it", () => {
  let heard = 0;
  links.subscribe(() => {
    heard += 1;
  });
  links.answered({ t: "links", asked: ["a"], links: [] });
  expect([links.of("a"), heard]).toEqual([null, 1]);
});

test("[FI9] addresses are asked for again before they expire", async () => {
  links.of("a");
  await Promise.resolve();
  answer("a", "files/a/x.pdf?1");
  clock.advance(RENEW_MS - 1);
  expect(asked).toHaveLength(1);
  clock.advance(1);
  expect(asked).toEqual([["a"], ["a"]]);
  answer("a", "files/a/x.pdf?2");
  expect(links.of("a")?.url).toBe("https://chat.example/files/a/x.pdf?2");
});

test.each([-5, 0, 5])("[FI9] they are with a clock that is %i hours ahead", (hours) => {
  aheadMs = hours * HOUR_MS;
  answer("a", "files/a/x.pdf?1");
  clock.advance(RENEW_MS);
  expect(asked).toEqual([["a"]]);
  answer("a", "files/a/x.pdf?2");
  clock.advance(RENEW_MS - 1);
  expect(asked).toEqual([["a"]]);
});

test("[FI9] after a sleep, of which no timer knows, all are asked for as the connection is back, and once", () => {
  answer("a", "files/a/x.pdf?1");
  answer("b", "files/b/x.pdf?1");
  links.online();
  expect(asked).toEqual([]);
  aheadMs = 8 * HOUR_MS;
  links.online();
  expect(asked).toEqual([["a", "b"]]);
  for (const fileId of ["a", "b"]) answer(fileId, `files/${fileId}/x.pdf?2`);
  links.online();
  clock.advance(RENEW_MS - 1);
  expect(asked).toHaveLength(1);
  clock.advance(1);
  expect(asked).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
});

test("[FI9] the same where the clock was put back meanwhile, and says nothing of how long it was", () => {
  answer("a", "files/a/x.pdf?1");
  aheadMs = -HOUR_MS;
  links.online();
  expect(asked).toEqual([["a"]]);
});

test("[FI9] a picture that does not open has its address asked for again, not without end", async () => {
  answer("a", "files/a/x.pdf?1");
  links.refresh("a");
  links.refresh("a");
  await Promise.resolve();
  expect(asked).toEqual([["a"]]);
});

test("[FI9] what was asked without a connection is asked when there is one", async () => {
  isOnline = false;
  links.of("a");
  await Promise.resolve();
  expect(asked).toEqual([]);
  isOnline = true;
  links.online();
  expect(asked).toEqual([["a"]]);
});

test("[FI9] an address that is the same again is the same object: nothing is drawn anew", () => {
  answer("a", "files/a/x.pdf?1");
  const before = links.of("a");
  answer("a", "files/a/x.pdf?1");
  expect(links.of("a")).toBe(before);
});
