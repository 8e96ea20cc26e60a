import { expect, test } from "vitest";
import { mostSocketsOf, openFilesLimit } from "./open-files.ts";

test("[LI6] the limit of open files is read as the system says it", () => {
  const limits = "Limit                     Soft Limit           Hard Limit           Units\n";
  expect(
    openFilesLimit(`${limits}Max open files            20000                524288               files`),
  ).toBe(20_000);
  expect(
    openFilesLimit(`${limits}Max open files            unlimited            unlimited            files`),
  ).toBe(Number.POSITIVE_INFINITY);
  expect(openFilesLimit()).toBeGreaterThan(100);
});

test("[LI6] sockets leave room for what else is opened, however few there may be", () => {
  expect([20_000, 1_024, 256, Number.POSITIVE_INFINITY].map(mostSocketsOf)).toEqual([
    19_500,
    524,
    128,
    Number.POSITIVE_INFINITY,
  ]);
});
