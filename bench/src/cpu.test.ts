import { expect, test } from "vitest";
import { cpuSeconds, cpuSecondsWithChildren, parseMachineStat, parseStat } from "./cpu.ts";

test("times are read behind a program's name that holds blanks and brackets", () => {
  const line = "4711 (postgres: (a b) c) S 42 4711 4711 0 -1 4194304 1 2 3 4 250 50 700 1 20 0 1 0 99 1 1";
  expect(parseStat(line)).toEqual({ parent: 42, ownSeconds: 3, endedChildrenSeconds: 7.01 });
});

test("what the machine worked is summed up without its waiting", () => {
  expect(parseMachineStat("cpu  100 20 300 9999 8888 4 6 7777 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n")).toBe(4.3);
});

test("a busy process has used time, and with its children no less", () => {
  const until = performance.now() + 30;
  while (performance.now() < until);
  const own = cpuSeconds(process.pid);
  expect(own).toBeGreaterThan(0);
  expect(cpuSecondsWithChildren(process.pid)).toBeGreaterThanOrEqual(own);
});

test("a process that is gone is an error and not zero", () => {
  expect(() => cpuSeconds(2 ** 30)).toThrow("has ended");
});
