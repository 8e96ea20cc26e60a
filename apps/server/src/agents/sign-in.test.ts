import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cookieOf, type Doors, OWNER, openDoors } from "../testing/doors.ts";

let doors: Doors;
let address = 0;
let remoteAddress: string;
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
});
afterAll(() => doors.close());
// Each test counts its own failures.
beforeEach(() => {
  remoteAddress = `203.0.113.${++address}`;
});

const signIn = (password = OWNER.password, email = OWNER.email, more: object = {}) =>
  doors.browse({
    method: "POST",
    url: "/auth/session",
    payload: { email, password },
    remoteAddress,
    ...more,
  });
const stateOf = async (cookie: string) => (await doors.browse({ url: "/auth/session" }, cookie)).json().state;
const whoIs = (cookie: string) => doors.signIn.whoIs({ cookie });

test("signing in gives a session in a cookie that no script reads, and signing out ends it", async () => {
  const signedIn = await signIn(OWNER.password, " ADA@example.com".trim());
  expect(signedIn.statusCode).toBe(200);
  expect(signedIn.json()).toMatchObject({ state: "signed-in", me: { email: OWNER.email, role: "owner" } });
  const set = String(signedIn.headers["set-cookie"]);
  expect(set).toMatch(/^causerie\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookie = cookieOf(signedIn);
  const who = await whoIs(cookie);
  expect(who).toEqual({ personId: expect.any(String), sessionId: expect.any(String) });

  const signedOut = await doors.browse({ method: "DELETE", url: "/auth/session" }, cookie);
  expect(signedOut.statusCode).toBe(204);
  expect(String(signedOut.headers["set-cookie"])).toContain("causerie.session_token=; Max-Age=0");
  expect(await whoIs(cookie)).toBeNull();
  expect(await stateOf(cookie)).toBe("signed-out");
  const agentId = signedIn.json().me.agentId;
  expect(doors.lost.at(-1)).toEqual({ agentId, sessionId: who?.sessionId });
});

test("behind https the cookie never travels in the clear", async () => {
  const secure = await openDoors({ publicUrl: "https://chat.example.com" });
  await secure.setUp.make(OWNER);
  const headers = { origin: "https://chat.example.com" };
  const { email, password } = OWNER;
  const signedIn = await secure.browse({
    method: "POST",
    url: "/auth/session",
    payload: { email, password },
    headers,
  });
  expect(String(signedIn.headers["set-cookie"])).toMatch(
    /^__Secure-causerie.+HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(signedIn.json().snippet).toContain('src="https://chat.example.com/widget.js"');
  expect(signedIn.headers["strict-transport-security"]).toContain("max-age=31536000");
  const again = await secure.browse({ url: "/auth/session", headers }, cookieOf(signedIn));
  expect(again.json().state).toBe("signed-in");
  await secure.close();
});

test("sign-ins are counted for the API", async () => {
  const personId = (await whoIs(cookieOf(await signIn())))?.personId ?? "";
  const before = await doors.agents.ofPerson(personId);
  await signIn();
  const after = await doors.agents.ofPerson(personId);
  expect(after?.loginCount).toBe(Number(before?.loginCount) + 1);
  expect(after?.lastLoginAt?.getTime()).toBeGreaterThan(Number(before?.lastLoginAt?.getTime()));
});

test("a wrong password and an unknown e-mail are answered alike", async () => {
  const [wrong, unknown] = [await signIn("wrong"), await signIn("wrong", "nobody@example.com")];
  expect(wrong.statusCode).toBe(401);
  expect(wrong.json().error.code).toBe("wrong-credentials");
  expect(unknown.json()).toEqual(wrong.json());
  expect(wrong.headers["set-cookie"]).toBeUndefined();
});

test("signing out without a session, or with one that has ended, is no error", async () => {
  const cookie = cookieOf(await signIn());
  for (const held of [undefined, "causerie.session_token=forged", cookie, cookie]) {
    const signedOut = await doors.browse({ method: "DELETE", url: "/auth/session" }, held);
    expect(signedOut.statusCode).toBe(204);
  }
});

test("a session in use is prolonged, cookie and all; one that is not ends", async () => {
  const cookie = cookieOf(await signIn());
  const leave = (left: string) =>
    doors.fresh.pool.query("update sign_in_session set expires_at = now() + $1::interval", [left]);
  expect((await doors.browse({ url: "/auth/session" }, cookie)).headers["set-cookie"]).toBeUndefined();
  await leave("5 days");
  const prolonged = await doors.browse({ url: "/auth/session" }, cookie);
  expect(String(prolonged.headers["set-cookie"])).toContain("Max-Age=604800");
  expect(cookieOf(prolonged)).toBe(cookie);
  await leave("-1 second");
  expect(await stateOf(cookie)).toBe("signed-out");
});

test("a forged cookie is nobody", async () => {
  const cookie = cookieOf(await signIn());
  expect(await whoIs(cookie)).not.toBeNull();
  expect(await whoIs(cookie.replace(/.{12}$/, "AAAAAAAAAAA%3D"))).toBeNull();
  expect(await whoIs("causerie.session_token=x")).toBeNull();
  expect(await whoIs("")).toBeNull();
});

test("who is signed in is remembered for seconds, and a session that ended elsewhere is seen after them", async () => {
  const cookie = cookieOf(await signIn());
  expect(await whoIs(cookie)).not.toBeNull();
  await doors.fresh.pool.query("delete from sign_in_session");
  expect(await whoIs(cookie)).not.toBeNull();
  doors.clock.now += 5_000;
  expect(await whoIs(cookie)).toBeNull();
});

describe("too many failures", () => {
  test("ten for one e-mail close the door to it for ten minutes, for the right password too", async () => {
    for (let count = 0; count < 10; count++) expect((await signIn("wrong")).statusCode).toBe(401);
    const right = await signIn();
    expect(right.statusCode).toBe(429);
    expect(right.headers["retry-after"]).toBe("600");
    expect(right.json()).toEqual({
      error: {
        code: "too-many-attempts",
        message: "Too many failed attempts. Try again in 10 minutes.",
        retryAfterSeconds: 600,
      },
    });
    expect((await signIn("wrong", "other@example.com")).statusCode).toBe(401);
    doors.clock.now += 599_999;
    expect((await signIn()).headers["retry-after"]).toBe("1");
    doors.clock.now += 1;
    expect((await signIn()).statusCode).toBe(200);
  });
});

describe("another site", () => {
  test.each(["http://evil.example", "null", "http://localhost:4001", "file://"])(
    "of Origin %s cannot sign anybody in or out",
    async (origin) => {
      const signedIn = await signIn(OWNER.password, OWNER.email, { headers: { origin } });
      expect(signedIn.statusCode).toBe(403);
      expect(signedIn.json().error.code).toBe("forbidden");
      const cookie = cookieOf(await signIn());
      const request = { method: "DELETE", url: "/auth/session", headers: { origin } } as const;
      expect((await doors.browse(request, cookie)).statusCode).toBe(403);
      expect(await stateOf(cookie)).toBe("signed-in");
    },
  );

  test("is what a request without an Origin may be, if it carries a cookie", async () => {
    const { email, password } = OWNER;
    const request = { method: "POST", url: "/auth/session", payload: { email, password } } as const;
    expect((await doors.app.inject(request)).statusCode).toBe(200);
    const withCookie = await doors.app.inject({ ...request, headers: { cookie: "a=b" } });
    expect(withCookie.statusCode).toBe(403);
  });
});
