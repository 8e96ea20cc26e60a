import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { createCredentials } from "./credentials.ts";

const RIGHT = { email: "Ada@example.com", password: "correct horse", address: "203.0.113.7" };

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
beforeEach(() => fresh.pool.query("delete from attempt"));
afterAll(() => fresh.drop());

function start() {
  const clock = { now: 0 };
  const asked: string[] = [];
  const state = { password: RIGHT.password, checking: Promise.resolve() };
  const signIn = {
    checkPassword: async (email: string, password: string) => {
      const isRight = password === state.password;
      asked.push(email);
      await state.checking;
      return isRight ? { personId: "ada" } : null;
    },
  };
  const { database } = fresh;
  return { clock, asked, state, credentials: createCredentials({ database, signIn, now: () => clock.now }) };
}

test("what was right is remembered for a minute, for the same address only", async () => {
  const { clock, asked, credentials } = start();
  expect(await credentials.checkAgain(RIGHT)).toEqual({ kind: "person", personId: "ada" });
  await credentials.checkAgain({ ...RIGHT, email: "ada@EXAMPLE.com" });
  expect(asked).toHaveLength(1);
  await credentials.checkAgain({ ...RIGHT, address: "203.0.113.8" });
  expect(asked).toHaveLength(2);
  clock.now += 60_000;
  await credentials.checkAgain(RIGHT);
  expect(asked).toHaveLength(3);
});

test("what was wrong is not remembered", async () => {
  const { state, credentials } = start();
  state.password = "new password";
  expect(await credentials.checkAgain(RIGHT)).toEqual({ kind: "wrong" });
  state.password = RIGHT.password;
  expect(await credentials.checkAgain(RIGHT)).toEqual({ kind: "person", personId: "ada" });
});

test("a person who is forgotten is checked anew, also when a check is under way", async () => {
  const { asked, state, credentials } = start();
  await credentials.checkAgain(RIGHT);
  credentials.forget("grace");
  await credentials.checkAgain(RIGHT);
  expect(asked).toHaveLength(1);
  credentials.forget("ada");
  const { promise, resolve } = Promise.withResolvers<void>();
  state.checking = promise;
  const underWay = credentials.checkAgain(RIGHT);
  while (asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
  state.password = "new password";
  credentials.forget("ada");
  resolve();
  expect((await underWay).kind).toBe("person");
  expect(await credentials.checkAgain(RIGHT)).toEqual({ kind: "wrong" });
});

test("requests at once with the same right password are one attempt", async () => {
  const { asked, credentials } = start();
  const answers = await Promise.all(Array.from({ length: 30 }, () => credentials.checkAgain(RIGHT)));
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["person"]));
  expect(asked).toHaveLength(1);
});

test("past the limit the memory tells nobody which guess is right", async () => {
  const { credentials } = start();
  expect((await credentials.checkAgain(RIGHT)).kind).toBe("person");
  for (let guess = 0; guess < 10; guess++)
    expect((await credentials.checkAgain({ ...RIGHT, password: `guess ${guess}` })).kind).toBe("wrong");
  expect((await credentials.checkAgain(RIGHT)).kind).toBe("too-many");
});
