import type { AgentBody, AgentDetails } from "@causerie/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAccount, browser, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const PASSWORD = "battery staple";
const FOREIGN = { email: "foreign@example.org", password: "another secret" };
let doors: Doors;
let owner: Awaited<ReturnType<typeof browser>>;
let foreignId: number;
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  owner = await browser(doors, OWNER);
  foreignId = (await addAccount(doors, FOREIGN.email, FOREIGN.password)).agentId;
});
afterAll(() => doors.close());

let count = 0;
const fresh = (more: Partial<AgentBody> = {}): AgentBody => ({
  name: "Grace",
  email: `agent${++count}@example.com`,
  password: PASSWORD,
  role: "agent",
  enabled: true,
  departments: [],
  ...more,
});
const add = async (more: Partial<AgentBody> = {}) => {
  const answer = await owner("POST", "/agents", fresh(more));
  expect(answer.statusCode).toBe(201);
  return answer.json<AgentDetails>();
};
const me = async () => {
  const all = (await owner("GET", "/agents")).json<AgentDetails[]>();
  const found = all.find(({ email }) => email === OWNER.email);
  if (!found) throw new Error("the owner is not in the list");
  return found;
};

test("[SE5] an agent is made with name, e-mail, role and departments, signs in, is changed and deleted", async () => {
  const department = { name: "Sales", description: "", enabled: true, members: [] };
  const { departmentId } = (await owner("POST", "/departments", department)).json();
  const made = await add({ name: " Grace Hopper ", email: "Grace@Example.com", departments: [departmentId] });
  const { agentId } = made;
  expect(made).toEqual({
    agentId: expect.any(Number),
    name: "Grace Hopper",
    email: "grace@example.com",
    role: "agent",
    enabled: true,
    departments: [departmentId],
    lastSignInAt: null,
  });
  await browser(doors, { email: "grace@example.com", password: PASSWORD });
  const listed = (await owner("GET", "/agents")).json<AgentDetails[]>();
  expect(listed.map(({ email }) => email)).toEqual([OWNER.email, "grace@example.com"]);
  expect(listed[1]?.lastSignInAt).toEqual(expect.any(Number));
  const changes = {
    name: "Amazing Grace",
    role: "administrator",
    departments: [],
    email: "amazing@example.com",
  };
  const changed = await owner("PATCH", `/agents/${agentId}`, changes);
  expect(changed.json()).toEqual({ ...listed[1], ...changes });
  expect((await owner("DELETE", `/agents/${agentId}`)).statusCode).toBe(204);
  expect((await owner("GET", "/agents")).json()).toHaveLength(1);
});

test("[DO2] [SE5] one who is disabled, deleted or given a new password is out at once", async () => {
  for (const act of [
    (id: number) => owner("PATCH", `/agents/${id}`, { enabled: false }),
    (id: number) => owner("PATCH", `/agents/${id}`, { password: "a new password" }),
    (id: number) => owner("DELETE", `/agents/${id}`),
  ]) {
    const { agentId, email } = await add({ role: "administrator" });
    const theirs = await browser(doors, { email, password: PASSWORD });
    expect((await theirs("GET", "/agents")).statusCode).toBe(200);
    await act(agentId);
    expect((await theirs("GET", "/agents")).statusCode).toBe(401);
    expect(doors.lost.at(-1)).toEqual({ agentId });
  }
});

describe("[SE5] what is refused says why", () => {
  test("an e-mail that is another agent's", async () => {
    const { agentId } = await add();
    for (const answer of [
      await owner("POST", "/agents", fresh({ email: OWNER.email.toUpperCase() })),
      await owner("PATCH", `/agents/${agentId}`, { email: OWNER.email }),
    ]) {
      expect(answer.statusCode).toBe(409);
      expect(answer.json().error).toMatchObject({ field: "email", reason: "email-taken" });
    }
  });

  test("the last owner's going", async () => {
    const { agentId } = await me();
    for (const answer of [
      await owner("PATCH", `/agents/${agentId}`, { enabled: false }),
      await owner("PATCH", `/agents/${agentId}`, { role: "agent" }),
      await owner("DELETE", `/agents/${agentId}`),
    ])
      expect([answer.statusCode, answer.json().error.reason]).toEqual([409, "last-owner"]);
    expect((await me()).role).toBe("owner");
  });

  test("an administrator's hand on an owner", async () => {
    const { email } = await add({ role: "administrator" });
    const administrator = await browser(doors, { email, password: PASSWORD });
    const { agentId } = await me();
    const { agentId: other } = await add();
    for (const answer of [
      await administrator("POST", "/agents", fresh({ role: "owner" })),
      await administrator("PATCH", `/agents/${agentId}`, { name: "Mine" }),
      await administrator("PATCH", `/agents/${other}`, { role: "owner" }),
      await administrator("DELETE", `/agents/${agentId}`),
    ])
      expect([answer.statusCode, answer.json().error.reason]).toEqual([403, "owners-only"]);
    expect((await administrator("PATCH", `/agents/${other}`, { name: "H" })).statusCode).toBe(200);
  });

  test("the e-mail and password of one who works for another account too", async () => {
    const joined = await owner("POST", "/agents", fresh({ email: FOREIGN.email }));
    expect(joined.statusCode).toBe(201);
    const path = `/agents/${joined.json().agentId}`;
    for (const changes of [{ email: "mine@example.com" }, { password: "taken over" }]) {
      const answer = await owner("PATCH", path, changes);
      expect([answer.statusCode, answer.json().error.reason]).toEqual([409, "shared-person"]);
    }
    expect((await owner("PATCH", path, { name: "Joint" })).statusCode).toBe(200);
    expect((await owner("DELETE", path)).statusCode).toBe(204);
  });
});

test.each([
  [{ email: "x" }, "email"],
  [{ password: "short" }, "password"],
  [{ name: " " }, "name"],
  [{ name: undefined }, "name"],
  [{ role: "king" }, "role"],
  [{ enabled: 1 }, "enabled"],
  [{ departments: [999_999] }, "departments"],
])("%j is refused for its field %s, with the cause", async (more, field) => {
  const answer = await owner("POST", "/agents", { ...fresh(), ...more });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field });
  expect(answer.json().error.message).toMatch(new RegExp(`^${field}: must .+\\.$`));
});

test("[SE1] a plain agent is refused everything here, their own row included", async () => {
  const { agentId, email } = await add();
  const plain = await browser(doors, { email, password: PASSWORD });
  const requests = [
    ["GET", "/agents"],
    ["POST", "/agents", fresh()],
    ["PATCH", `/agents/${agentId}`, { role: "administrator" }],
    ["DELETE", `/agents/${agentId}`],
    ["DELETE", "/agents/999999"],
  ] as const;
  const before = (await owner("GET", "/agents")).json();
  for (const [method, path, body] of requests) {
    const refused = await plain(method, path, body);
    expect([refused.statusCode, refused.json().error.reason]).toEqual([403, "administrators-only"]);
    expect((await doors.browse({ method, url: `/dashboard-api${path}` })).statusCode).toBe(401);
  }
  expect((await owner("GET", "/agents")).json()).toEqual(before);
});

test("[VI7] another account's agent is answered exactly like one that does not exist", async () => {
  for (const [method, body] of [["PATCH", { name: "Ours" }], ["DELETE"]] as const) {
    const foreign = await owner(method, `/agents/${foreignId}`, body);
    const absent = await owner(method, "/agents/999999", body);
    expect([foreign.statusCode, foreign.json()]).toEqual([404, absent.json()]);
  }
  const foreigner = await browser(doors, FOREIGN);
  const theirs = (await foreigner("GET", "/agents")).json<AgentDetails[]>();
  expect(theirs.map(({ agentId }) => agentId)).toEqual([foreignId]);
});
