import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, basic, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const PASSWORD = "battery staple";
let doors: Doors;
let owner: ReturnType<typeof apiClient>;
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  owner = apiClient(doors, OWNER.email, OWNER.password);
});
afterAll(() => doors.close());

const as = (email: string, password: string) => apiClient(doors, email, password);
let count = 0;
const add = async (more: object = {}) => {
  const email = `agent${++count}@example.com`;
  const answer = await owner("POST", "/agents", { email, password: PASSWORD, first_name: "Grace", ...more });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ id: number; email: string }>();
};

describe("who calls", () => {
  test.each([
    [undefined, "unauthorised"],
    ["Bearer abc", "unauthorised"],
    ["Basic !", "unauthorised"],
    [basic("nobody", "").authorization, "wrong-credentials"],
    [basic(OWNER.email, "wrong").authorization, "wrong-credentials"],
  ])("by %j is asked for Basic credentials", async (authorization, code) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await doors.app.inject({ url: "/api/v2/agents", headers });
    expect([answer.statusCode, answer.json().error.code]).toEqual([401, code]);
    expect(answer.headers["www-authenticate"]).toBe('Basic realm="Causerie", charset="UTF-8"');
  });

  test("with a NUL in the e-mail is told so, and no defect is logged", async () => {
    const headers = basic("a\0@example.com", "wrong password");
    const answer = await doors.app.inject({ url: "/api/v2/agents", headers });
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, "invalid"]);
    const byEmail = await owner("GET", "/agents/email/%00@example.com");
    expect([byEmail.statusCode, byEmail.json().error.code]).toEqual([400, "invalid"]);
  });

  test("by wrong passwords shares the limit of the sign-in form", async () => {
    const remoteAddress = "203.0.113.99";
    const call = (password: string) =>
      doors.app.inject({ url: "/api/v2/agents/me", headers: basic(OWNER.email, password), remoteAddress });
    for (let guess = 0; guess < 10; guess++) expect((await call("wrong")).statusCode).toBe(401);
    const right = await call(OWNER.password);
    expect([right.statusCode, right.headers["retry-after"]]).toEqual([429, "600"]);
    const { email, password } = OWNER;
    const form = {
      method: "POST",
      url: "/auth/session",
      payload: { email, password },
      remoteAddress,
    } as const;
    expect((await doors.browse(form)).statusCode).toBe(429);
  });

  test("from a page of another site changes nothing", async () => {
    const { id } = await add();
    const headers = { ...basic(OWNER.email, OWNER.password), origin: "http://evil.example" };
    const answer = await doors.app.inject({ method: "DELETE", url: `/api/v2/agents/${id}`, headers });
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, "forbidden"]);
    expect((await owner("GET", `/agents/${id}`)).statusCode).toBe(200);
  });

  test("more than 200 times a minute is told when to come back, endpoint by endpoint", async () => {
    const { email } = await add();
    const busy = as(email, PASSWORD);
    for (let call = 0; call < 200; call++) expect((await busy("GET", "/agents/me")).statusCode).toBe(200);
    const refused = await busy("GET", "/agents/me");
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, "too-many-attempts"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await busy("GET", "/account")).statusCode).toBe(200);
    expect((await owner("GET", "/agents/me")).statusCode).toBe(200);
  });
});
