import { expect, test } from "vitest";
import { ana, ben, commented, rated, ratingRequested, servedChat } from "../testing/builders.ts";
import { withLastRequestAlone } from "./last-request.ts";

test("[RA9] of several requests for a rating the last one stays, in its place, and all else", () => {
  const [first, last] = [ratingRequested(ana), ratingRequested(ben)];
  const log = [...servedChat, first, rated("bad"), last, commented("Slow")];
  expect(withLastRequestAlone(log)).toStrictEqual([...servedChat, rated("bad"), last, commented("Slow")]);
});

test("[RA9] a log in which nobody asked stays as it is", () => {
  expect(withLastRequestAlone(servedChat)).toStrictEqual(servedChat);
});
