import { expect, test } from "vitest";
import { type Attempts, createAttempts } from "./attempts.ts";

const MINUTE = 60_000;

function start() {
  const clock = { now: 1_000_000 };
  return { clock, attempts: createAttempts(() => clock.now) };
}

function fail(attempts: Attempts, times: number, address = "203.0.113.7", subject = "ada@example.com") {
  for (let count = 0; count < times; count++) expect(attempts.begin(address, subject).kind).toBe("allowed");
}

test("ten failures for one e-mail from one address close it for ten minutes from the first on", () => {
  const { clock, attempts } = start();
  fail(attempts, 1);
  clock.now += 4 * MINUTE;
  fail(attempts, 9);
  expect(attempts.begin("203.0.113.7", "ada@example.com")).toEqual({
    kind: "too-many",
    retryAfterSeconds: 6 * 60,
  });
  expect(attempts.refusal("203.0.113.7", "ada@example.com")?.kind).toBe("too-many");
  expect(attempts.begin("203.0.113.8", "ada@example.com").kind).toBe("allowed");
  clock.now += 6 * MINUTE;
  fail(attempts, 10);
});

test("fifty failures of one address close it for every e-mail", () => {
  const { attempts } = start();
  for (let person = 0; person < 5; person++) fail(attempts, 10, "203.0.113.7", `${person}@example.com`);
  expect(attempts.begin("203.0.113.7", "new@example.com").kind).toBe("too-many");
  expect(attempts.begin("198.51.100.1", "new@example.com").kind).toBe("allowed");
});

test("a success is taken back once, whenever it is told", () => {
  const { attempts } = start();
  fail(attempts, 9);
  const tenth = attempts.begin("203.0.113.7", "ada@example.com");
  expect(attempts.begin("203.0.113.7", "ada@example.com").kind).toBe("too-many");
  if (tenth.kind === "allowed") tenth.succeeded();
  if (tenth.kind === "allowed") tenth.succeeded();
  fail(attempts, 1);
  expect(attempts.begin("203.0.113.7", "ada@example.com").kind).toBe("too-many");
});

test("asking whether one would be refused counts nothing", () => {
  const { attempts } = start();
  for (let count = 0; count < 20; count++) expect(attempts.refusal("203.0.113.7", "ada")).toBeNull();
  fail(attempts, 10);
});

test.each([
  ["2001:db8::1", "2001:db8:0:0:9::1", true],
  ["2001:db8::1", "2001:0DB8::ffff", true],
  ["2001:db8::1", "2001:db8:0:1::1", false],
  ["fe80::1%eth0", "fe80::2", true],
  ["::ffff:203.0.113.7", "203.0.113.7", true],
  ["::ffff:203.0.113.7", "::ffff:203.0.113.8", false],
])("%s and %s are one network: %s", (one, other, isOne) => {
  const { attempts } = start();
  fail(attempts, 10, one);
  expect(attempts.begin(other, "ada@example.com").kind).toBe(isOne ? "too-many" : "allowed");
});

test("a flood from everywhere does not fill the memory, and forgets the oldest first", () => {
  const { attempts } = start();
  fail(attempts, 10, "203.0.113.7");
  for (let count = 0; count < 30_000; count++)
    attempts.begin(`10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`, "x");
  fail(attempts, 10, "10.0.117.47", "y");
  expect(attempts.begin("10.0.117.47", "y").kind).toBe("too-many");
  expect(attempts.begin("203.0.113.7", "ada@example.com").kind).toBe("allowed");
});
