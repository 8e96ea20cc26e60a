import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { basic, cookieOf, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const STRANGER = "203.0.113.7";
let doors: Doors;
beforeEach(async () => {
  doors = await openDoors();
});
afterEach(() => doors.close());

const setUp = (payload: object, more: object = {}) =>
  doors.browse({ method: "POST", url: "/auth/setup", payload, ...more });

test("the first run on this machine needs no code, and signs the owner in", async () => {
  const asked = await doors.browse({ url: "/auth/session" });
  expect(asked.json()).toEqual({ state: "setup-needed", codeNeeded: false });

  const made = await setUp(OWNER);
  expect(made.statusCode).toBe(201);
  const account = await doors.accounts.first();
  expect(account?.key).toMatch(/^[0-9a-f]{32}$/);
  const session = {
    state: "signed-in",
    me: { agentId: expect.any(Number), name: OWNER.name, email: OWNER.email, role: "owner" },
    account: { accountId: account?.accountId, name: "Causerie", key: account?.key },
    snippet: `<script async src="http://localhost:80/widget.js" data-key="${account?.key}"></script>`,
    demoShopUrl: null,
  };
  expect(made.json()).toEqual(session);
  const again = await doors.browse({ url: "/auth/session" }, cookieOf(made));
  expect(again.json()).toEqual(session);
});

describe("from elsewhere", () => {
  const remoteAddress = STRANGER;

  test("the set-up needs the code of the start", async () => {
    const asked = await doors.browse({ url: "/auth/session", remoteAddress });
    expect(asked.json()).toEqual({ state: "setup-needed", codeNeeded: true });
    const without = await setUp(OWNER, { remoteAddress });
    expect(without.statusCode).toBe(403);
    expect(without.json().error).toMatchObject({ code: "wrong-code", field: "code" });
    expect(doors.setUp.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    const withCode = await setUp({ ...OWNER, code: ` ${doors.setUp.code.toLowerCase()}` }, { remoteAddress });
    expect(withCode.statusCode).toBe(201);
  });

  test("guesses at the code are limited", async () => {
    for (let guess = 0; guess < 10; guess++)
      expect((await setUp({ ...OWNER, code: "WRONG" }, { remoteAddress })).statusCode).toBe(403);
    const right = await setUp({ ...OWNER, code: doors.setUp.code }, { remoteAddress });
    expect(right.statusCode).toBe(429);
    expect(right.headers["retry-after"]).toBe("600");
    doors.clock.now += 600_000;
    expect((await setUp({ ...OWNER, code: doors.setUp.code }, { remoteAddress })).statusCode).toBe(201);
  });
});

test.each([
  ["a proxy that nobody declared", { "x-forwarded-for": "203.0.113.7" }],
  ["a name of another site that points here", { host: "evil.example", origin: "http://evil.example" }],
])("%s does not make a stranger one of this machine", async (_name, headers) => {
  const asked = await doors.browse({ url: "/auth/session", headers });
  expect(asked.json()).toEqual({ state: "setup-needed", codeNeeded: true });
  expect((await setUp(OWNER, { headers })).json().error.code).toBe("wrong-code");
});

test("[DO4] the address is read from the header of a proxy that is named as trusted, and of no other", async () => {
  const behind = await openDoors({ trustedProxies: ["127.0.0.1"] });
  const codeNeeded = async (from: string, remoteAddress: string) => {
    const headers = { "x-forwarded-for": from };
    return (await behind.browse({ url: "/auth/session", headers, remoteAddress })).json().codeNeeded;
  };
  expect(await codeNeeded("127.0.0.1", "127.0.0.1")).toBe(false);
  expect(await codeNeeded("203.0.113.7", "127.0.0.1")).toBe(true);
  expect(await codeNeeded("127.0.0.1", "203.0.113.7")).toBe(true);
  await behind.close();
});

test("of two set-ups at once one wins, and the other is told so", async () => {
  const { pool } = doors.fresh;
  const gate = await pool.connect();
  await gate.query("begin");
  // Nobody can write an agent until both are at it.
  await gate.query("lock table agent in share mode");
  const both = Promise.all([setUp(OWNER), setUp({ ...OWNER, email: "grace@example.com" })]);
  const waiting = "select count(*) as n from pg_locks where not granted and relation = 'agent'::regclass";
  await expect.poll(async () => (await pool.query(waiting)).rows, { timeout: 100_000 }).toEqual([{ n: 2 }]);
  await gate.query("commit");
  gate.release();
  expect((await both).map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  const { rows } = await pool.query("select count(*) as n from account");
  expect(rows).toEqual([{ n: 1 }]);
  expect((await setUp(OWNER)).json().error.code).toBe("conflict");
});

test.each([
  ["name", { ...OWNER, name: "  " }],
  ["email", { ...OWNER, email: "ada" }],
  ["password", { ...OWNER, password: "short" }],
  ["password", { name: "Ada", email: OWNER.email }],
])("a wrong %s is named", async (field, body) => {
  const answer = await setUp(body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({
    error: { code: "invalid", field, message: expect.stringMatching(new RegExp(`^${field}: must .+\\.$`)) },
  });
});

test("OWNER_EMAIL and OWNER_PASSWORD make the owner, once", async () => {
  const owner = { email: "Grace@Example.com", password: "battery staple" };
  await doors.setUp.ensureOwner({ owner: undefined });
  expect(await doors.setUp.isNeeded()).toBe(true);
  await doors.setUp.ensureOwner({ owner });
  await doors.setUp.ensureOwner({ owner: { email: "other@example.com", password: "battery staple" } });
  expect(await doors.setUp.isNeeded()).toBe(false);
  const headers = basic("grace@example.com", owner.password);
  const me = await doors.app.inject({ url: "/api/v2/agents/me", headers });
  expect(me.json()).toMatchObject({ display_name: "Grace", roles: { owner: true } });
  expect((await doors.browse({ url: "/auth/session" })).json()).toEqual({ state: "signed-out" });
});
