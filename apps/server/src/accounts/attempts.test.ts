import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { type Attempts, createAttempts } from "./attempts.ts";

const MINUTE = 60_000;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
beforeEach(() => fresh.pool.query("delete from attempt"));
afterAll(() => fresh.drop());

function start() {
  const clock = { now: 1_000_000 };
  return { clock, attempts: newNode(clock), otherNode: newNode(clock) };
}

function newNode(clock: { now: number }): Attempts {
  return createAttempts(fresh.database, () => clock.now);
}

async function fail(attempts: Attempts, times: number, address = "203.0.113.7", subject = "ada@example.com") {
  for (let count = 0; count < times; count++)
    expect((await attempts.begin(address, subject)).kind).toBe("allowed");
}

test("[LI18] ten failures for one e-mail from one address close it for ten minutes from the first on", async () => {
  const { clock, attempts } = start();
  await fail(attempts, 1);
  clock.now += 4 * MINUTE;
  await fail(attempts, 9);
  expect(await attempts.begin("203.0.113.7", "ada@example.com")).toEqual({
    kind: "too-many",
    retryAfterSeconds: 6 * 60,
  });
  expect((await attempts.refusal("203.0.113.7", "ada@example.com"))?.kind).toBe("too-many");
  expect((await attempts.begin("203.0.113.8", "ada@example.com")).kind).toBe("allowed");
  clock.now += 6 * MINUTE;
  await fail(attempts, 10);
});

test("[LI18] fifty failures of one address close it for every e-mail", async () => {
  const { attempts } = start();
  for (let person = 0; person < 5; person++) await fail(attempts, 10, "203.0.113.7", `${person}@example.com`);
  expect((await attempts.begin("203.0.113.7", "new@example.com")).kind).toBe("too-many");
  expect((await attempts.begin("198.51.100.1", "new@example.com")).kind).toBe("allowed");
});

test("a success is taken back once, whenever it is told", async () => {
  const { attempts } = start();
  await fail(attempts, 9);
  const tenth = await attempts.begin("203.0.113.7", "ada@example.com");
  expect((await attempts.begin("203.0.113.7", "ada@example.com")).kind).toBe("too-many");
  if (tenth.kind === "allowed") await tenth.succeeded();
  if (tenth.kind === "allowed") await tenth.succeeded();
  await fail(attempts, 1);
  expect((await attempts.begin("203.0.113.7", "ada@example.com")).kind).toBe("too-many");
});

test("asking whether one would be refused counts nothing", async () => {
  const { attempts } = start();
  for (let count = 0; count < 20; count++) expect(await attempts.refusal("203.0.113.7", "ada")).toBeNull();
  await fail(attempts, 10);
});

test.each([
  ["2001:db8::1", "2001:db8:0:0:9::1", true],
  ["2001:db8::1", "2001:0DB8::ffff", true],
  ["2001:db8::1", "2001:db8:0:1::1", false],
  ["fe80::1%eth0", "fe80::2", true],
  ["::ffff:203.0.113.7", "203.0.113.7", true],
  ["::ffff:203.0.113.7", "::ffff:203.0.113.8", false],
])("%s and %s are one network: %s", async (one, other, isOne) => {
  const { attempts } = start();
  await fail(attempts, 10, one);
  expect((await attempts.begin(other, "ada@example.com")).kind).toBe(isOne ? "too-many" : "allowed");
});

test("[LI18] failures on several nodes, and before a restart, count together", async () => {
  const { attempts, otherNode, clock } = start();
  await fail(attempts, 5);
  await fail(otherNode, 5);
  for (const node of [attempts, otherNode, newNode(clock)])
    expect(await node.begin("203.0.113.7", "ada@example.com")).toEqual({
      kind: "too-many",
      retryAfterSeconds: 600,
    });
});

test("[LI18] of many at once on two nodes ten are let through, and what was right is taken back on either", async () => {
  const { attempts, otherNode } = start();
  const begin = (node: Attempts) => node.begin("203.0.113.7", "ada@example.com");
  const begun = await Promise.all(
    Array.from({ length: 40 }, (_, index) => begin(index % 2 === 0 ? attempts : otherNode)),
  );
  const allowed = begun.filter(({ kind }) => kind === "allowed");
  expect(allowed).toHaveLength(10);
  const [one] = allowed;
  if (one?.kind === "allowed") await one.succeeded();
  expect((await begin(otherNode)).kind).toBe("allowed");
  expect((await begin(attempts)).kind).toBe("too-many");
});

test("whoever is refused is not counted: other e-mails of the address stay open", async () => {
  const { attempts } = start();
  await fail(attempts, 10);
  for (let count = 0; count < 60; count++) await attempts.begin("203.0.113.7", "ada@example.com");
  await fail(attempts, 1, "203.0.113.7", "ben@example.com");
});

test("what has lapsed is forgotten, and nothing of whom it was about is in the store", async () => {
  const { clock, attempts } = start();
  for (let person = 0; person < 15; person++) await fail(attempts, 1, "203.0.113.7", `${person}@example.com`);
  const { rows } = await fresh.pool.query("select key from attempt");
  expect(rows).toHaveLength(16);
  expect(JSON.stringify(rows)).not.toMatch(/203|example/);
  clock.now += 10 * MINUTE;
  await fail(attempts, 1, "198.51.100.1");
  expect((await fresh.pool.query("select from attempt")).rowCount).toBe(2);
});
