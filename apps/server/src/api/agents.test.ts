import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiClient, basic, cookieOf, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const PASSWORD = "battery staple";
let doors: Doors;
let owner: ReturnType<typeof apiClient>;
let departmentIds: number[];
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  owner = apiClient(doors, OWNER.email, OWNER.password);
  departmentIds = await addDepartments();
});
afterAll(() => doors.close());
beforeEach(() => doors.lost.splice(0));

const as = (email: string, password: string) => apiClient(doors, email, password);
let count = 0;
const add = async (more: object = {}) => {
  const email = `agent${++count}@example.com`;
  const answer = await owner("POST", "/agents", { email, password: PASSWORD, first_name: "Grace", ...more });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ id: number; email: string }>();
};

test("an agent has exactly Zendesk Chat's fields", async () => {
  const made = await owner("POST", "/agents", {
    email: " Grace.Hopper@Example.com".trim(),
    password: PASSWORD,
    first_name: "Grace",
    last_name: "Hopper",
    departments: departmentIds,
    unknown: "ignored",
  });
  expect(made.statusCode).toBe(201);
  expect(made.headers.location).toBeUndefined();
  expect(made.json()).toEqual({
    id: expect.any(Number),
    email: "grace.hopper@example.com",
    display_name: "Grace Hopper",
    first_name: "Grace",
    last_name: "Hopper",
    create_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    last_login: null,
    login_count: 0,
    enabled: true,
    role_id: 3,
    roles: { owner: false, administrator: false },
    departments: departmentIds,
    enabled_departments: departmentIds.slice(0, 1),
    skills: [],
    scope: null,
  });
  const path = `/agents/${made.json().id}`;
  for (const url of [path, `/chat${path}`, "/agents/email/Grace.Hopper%40example.com"])
    expect((await owner("GET", url)).json()).toEqual(made.json());
  const herself = as("grace.hopper@example.com", PASSWORD);
  expect((await herself("GET", "/agents/me")).json()).toEqual(made.json());
});

test("the list is a bare array by ascending id, cut by inclusive ids and a limit", async () => {
  const added = [await add(), await add(), await add()].map(({ id }) => id);
  const ids = async (query: string) => {
    const answer = await owner("GET", `/agents${query}`);
    return answer.json<{ id: number }[]>().map(({ id }) => id);
  };
  const all = await ids("");
  expect(all).toEqual([...all].sort((a, b) => a - b));
  expect(all.slice(-3)).toEqual(added);
  expect(await ids(`?since_id=${added[1]}`)).toEqual(added.slice(1));
  expect(await ids(`?since_id=${added[0]}&limit=2`)).toEqual(added.slice(0, 2));
  expect(await ids(`?max_id=${added[1]}&limit=2`)).toEqual(added.slice(0, 2));
  expect(await ids(`?since_id=${Number(added[2]) + 1}`)).toEqual([]);
});

describe("changing an agent", () => {
  test("changes what is given, whatever its form: dotted keys, nulls, 0 for false", async () => {
    const { id, email } = await add();
    const body = {
      display_name: "Amazing",
      "roles.administrator": true,
      first_name: null,
      id: "x",
      name: null,
    };
    const answer = await owner("PUT", `/agents/${id}`, body);
    expect(answer.statusCode).toBe(200);
    const roles = { owner: false, administrator: true };
    expect(answer.json()).toMatchObject({
      email,
      display_name: "Amazing",
      first_name: "Grace",
      roles,
      role_id: 2,
    });
    const disabled = await owner("PUT", `/agents/${id}`, {
      enabled: 0,
      departments: departmentIds.slice(0, 1),
    });
    expect(disabled.json()).toMatchObject({
      enabled: false,
      departments: departmentIds.slice(0, 1),
      role_id: 2,
    });
    expect((await owner("PUT", `/agents/${id}`, disabled.json())).json()).toEqual(disabled.json());
  });

  test("a new password ends the old one and the sessions at once", async () => {
    const { id, email } = await add();
    const me = as(email, PASSWORD);
    expect((await me("GET", "/agents/me")).statusCode).toBe(200);
    const payload = { email, password: PASSWORD };
    const cookie = cookieOf(await doors.browse({ method: "POST", url: "/auth/session", payload }));
    expect(await doors.signIn.whoIs({ cookie })).not.toBeNull();
    await owner("PUT", `/agents/${id}`, { password: "a new password" });
    expect(await doors.signIn.whoIs({ cookie })).toBeNull();
    expect((await me("GET", "/agents/me")).statusCode).toBe(401);
    expect((await as(email, "a new password")("GET", "/agents/me")).statusCode).toBe(200);
    expect(doors.lost).toEqual([{ agentId: id }]);
  });

  test("[DO2] one who is disabled is out at once, and back when enabled", async () => {
    const { id, email } = await add();
    const me = as(email, PASSWORD);
    const payload = { email, password: PASSWORD };
    const signIn = () => doors.browse({ method: "POST", url: "/auth/session", payload });
    const cookie = cookieOf(await signIn());
    expect(await doors.signIn.whoIs({ cookie })).not.toBeNull();
    expect((await me("GET", "/agents/me")).statusCode).toBe(200);
    await owner("PUT", `/agents/${id}`, { enabled: false });
    expect(await doors.signIn.whoIs({ cookie })).toBeNull();
    expect((await me("GET", "/agents/me")).statusCode).toBe(401);
    expect((await signIn()).json().error.code).toBe("wrong-credentials");
    expect(doors.lost).toEqual([{ agentId: id }]);
    await owner("PUT", `/agents/${id}`, { enabled: true });
    expect((await signIn()).statusCode).toBe(200);
  });
});

test("a deleted agent is gone, cannot come in, and the e-mail is free again", async () => {
  const { id, email } = await add();
  const me = as(email, PASSWORD);
  expect((await me("GET", "/agents/me")).statusCode).toBe(200);
  const answer = await owner("DELETE", `/agents/${id}`);
  expect([answer.statusCode, answer.body]).toEqual([204, ""]);
  expect((await owner("GET", `/agents/${id}`)).statusCode).toBe(404);
  expect((await me("GET", "/agents/me")).statusCode).toBe(401);
  expect(doors.lost).toEqual([{ agentId: id }]);
  const again = await owner("POST", "/agents", { email, password: "one more secret" });
  expect(again.json().id).toBeGreaterThan(id);
  expect((await as(email, "one more secret")("GET", "/agents/me")).statusCode).toBe(200);
});

test.each([
  [{ password: PASSWORD }, "email"],
  [{ email: "x", password: PASSWORD }, "email"],
  [{ email: "x@example.com", password: "short" }, "password"],
  [{ email: "x@example.com" }, "password"],
  [{ email: "x@example.com", password: PASSWORD, enabled: "yes" }, "enabled"],
  [{ email: "x@example.com", password: PASSWORD, "roles.owner": 2 }, "roles.owner"],
  [{ email: "x@example.com", password: PASSWORD, departments: ["a"] }, "departments.0"],
  [{ email: "x@example.com", password: PASSWORD, departments: [999] }, "departments"],
])("%j is refused for its field %s, with the cause", async (body, field) => {
  const answer = await owner("POST", "/agents", body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field });
  expect(answer.json().error.message).toMatch(new RegExp(`^${field}: must .+\\.$`));
});

test("what is no JSON, no object, or no id is refused", async () => {
  const send = (payload: string) =>
    doors.app.inject({
      method: "POST",
      url: "/api/v2/agents",
      headers: basic(OWNER.email, OWNER.password),
      payload,
    });
  for (const payload of ["{", "[]", '"x"', "", '{"__proto__":{"a":1}}']) {
    const answer = await send(payload);
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, "invalid"]);
  }
  expect((await owner("GET", "/agents/abc")).json().error).toMatchObject({ code: "invalid", field: "id" });
  expect((await owner("GET", "/agents?limit=0")).json().error).toMatchObject({
    code: "invalid",
    field: "limit",
  });
});

async function addDepartments(): Promise<number[]> {
  const { rows } = await doors.fresh.pool.query<{ id: number }>(
    `insert into department (account_id, name, enabled)
     select id, d.name, d.enabled from (select min(id) as id from account) a,
     (values ('Sales', true), ('Closed', false)) as d (name, enabled) returning id`,
  );
  return rows.map(({ id }) => id);
}
