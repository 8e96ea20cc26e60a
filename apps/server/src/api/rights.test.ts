import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAccount, apiClient, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const PASSWORD = "battery staple";
const FOREIGN = { email: "foreign@example.org", password: "another secret" };
let doors: Doors;
let owner: ReturnType<typeof apiClient>;
let foreignId: number;
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  owner = apiClient(doors, OWNER.email, OWNER.password);
  foreignId = (await addAccount(doors, FOREIGN.email, FOREIGN.password)).agentId;
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

test("[VI7] the account shows its widget's key, and another account its own", async () => {
  const answer = await owner("GET", "/account");
  const account = await doors.accounts.first();
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    account_key: account?.key,
    status: "active",
    create_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    billing: { company: "Causerie", first_name: "Ada", last_name: "Lovelace", email: OWNER.email, phone: "" },
    plan: { name: "enterprise", max_departments: "unlimited", rest_api: true },
  });
  const other = await as(FOREIGN.email, FOREIGN.password)("GET", "/account");
  expect(other.json().account_key).toMatch(/^[0-9a-f]{32}$/);
  expect(other.json().account_key).not.toBe(account?.key);
});

test("the plan has what this server does, and nothing else", async () => {
  const { plan } = (await owner("GET", "/account")).json();
  const isOn = (feature: string) => plan[feature] === true;
  expect(Object.keys(plan).filter(isOn)).toEqual([
    "rest_api",
    "unbranding",
    "high_load",
    "file_upload",
    "analytics",
  ]);
});

describe("who may", () => {
  test("a plain agent reads and writes nothing", async () => {
    const { id, email } = await add();
    const plain = as(email, PASSWORD);
    expect((await plain("GET", `/agents/${id}`)).statusCode).toBe(200);
    const answers = [
      await plain("POST", "/agents", { email: "x@example.com", password: PASSWORD }),
      await plain("PUT", `/agents/${id}`, { roles: { administrator: true } }),
      await plain("DELETE", `/agents/${id}`),
      await plain("DELETE", "/agents/999999"),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
    expect((await plain("GET", `/agents/${id}`)).json().roles.administrator).toBe(false);
  });

  test("an administrator manages everybody but owners", async () => {
    const { email } = await add({ roles: { administrator: true } });
    const administrator = as(email, PASSWORD);
    const { id } = await add();
    expect((await administrator("PUT", `/agents/${id}`, { last_name: "H" })).statusCode).toBe(200);
    const ownerId = (await owner("GET", "/agents/me")).json().id;
    const answers = [
      await administrator("PUT", `/agents/${ownerId}`, { password: "taken over" }),
      await administrator("DELETE", `/agents/${ownerId}`),
      await administrator("PUT", `/agents/${id}`, { roles: { owner: true } }),
      await administrator("POST", "/agents", { email: "y@example.com", password: PASSWORD, role_id: 1 }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
  });

  test("[VI7] another account's agent is answered exactly like one that does not exist", async () => {
    const foreigner = as(FOREIGN.email, FOREIGN.password);
    expect((await foreigner("GET", `/agents/${foreignId}`)).statusCode).toBe(200);
    const requests = [["GET"], ["PUT", { last_name: "X" }], ["DELETE"]] as const;
    for (const [method, body] of requests) {
      const foreign = await owner(method, `/agents/${foreignId}`, body);
      const absent = await owner(method, "/agents/999999", body);
      expect([foreign.statusCode, foreign.json()]).toEqual([404, absent.json()]);
      expect(absent.statusCode).toBe(404);
    }
    const byEmail = await owner("GET", `/agents/email/${FOREIGN.email}`);
    expect(byEmail.json()).toEqual((await owner("GET", "/agents/email/nobody@example.com")).json());
    expect((await foreigner("GET", `/agents/${foreignId}`)).json().last_name).toBe("");
  });
});

test("the last owner stays; with a second one either may go, but not both at once", async () => {
  const { id } = (await owner("GET", "/agents/me")).json();
  for (const body of [{ enabled: false }, { roles: { owner: false } }]) {
    const answer = await owner("PUT", `/agents/${id}`, body);
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, "conflict"]);
    expect(answer.json().error.message).toContain("last owner");
  }
  expect((await owner("DELETE", `/agents/${id}`)).statusCode).toBe(409);
  const second = await add({ roles: { owner: true } });
  const [one, other] = await Promise.all([
    as(second.email, PASSWORD)("PUT", `/agents/${id}`, { roles: { owner: false } }),
    owner("PUT", `/agents/${second.id}`, { roles: { owner: false } }),
  ]);
  expect([one.statusCode, other.statusCode].filter((status) => status === 200)).toHaveLength(1);
  const { rows } = await doors.fresh.pool.query(
    "select count(*) as n from agent where role = 'owner' and account_id <> (select account_id from agent where id = $1)",
    [foreignId],
  );
  expect(rows).toEqual([{ n: 1 }]);
  await doors.fresh.pool.query("update agent set role = 'owner' where id = $1", [id]);
});

describe("one e-mail is one person", () => {
  test("who works for another account joins with the password that they have", async () => {
    const joined = await owner("POST", "/agents", { email: FOREIGN.email, password: PASSWORD });
    expect(joined.statusCode).toBe(201);
    expect((await as(FOREIGN.email, PASSWORD)("GET", "/agents/me")).statusCode).toBe(401);
    const me = await as(FOREIGN.email, FOREIGN.password)("GET", "/agents/me");
    expect(me.json().id).toBe(foreignId);
    const id = joined.json().id;
    const taken = await owner("PUT", `/agents/${id}`, { password: "taken over" });
    expect([taken.statusCode, taken.json().error.code]).toEqual([409, "conflict"]);
    expect((await owner("PUT", `/agents/${id}`, { email: "mine@example.com" })).statusCode).toBe(409);
    expect((await owner("PUT", `/agents/${id}`, { email: FOREIGN.email, last_name: "J" })).statusCode).toBe(
      200,
    );
    expect((await owner("DELETE", `/agents/${id}`)).statusCode).toBe(204);
    expect((await as(FOREIGN.email, FOREIGN.password)("GET", "/agents/me")).statusCode).toBe(200);
  });

  test("an e-mail of this account is taken, also for two at once and for a change", async () => {
    const { id, email } = await add();
    const answers = await Promise.all([
      owner("POST", "/agents", { email, password: PASSWORD }),
      owner("POST", "/agents", { email: email.toUpperCase(), password: PASSWORD }),
      owner("PUT", `/agents/${id}`, { email: OWNER.email }),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(409);
      expect(answer.json().error).toMatchObject({ code: "conflict", field: "email" });
    }
    const fresh = { email: "twice@example.com", password: PASSWORD };
    const twice = await Promise.all([owner("POST", "/agents", fresh), owner("POST", "/agents", fresh)]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });
});
