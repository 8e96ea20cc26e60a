import type { DepartmentBody } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount, browser, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const FOREIGN = { email: "foreign@example.org", password: "another secret" };
const PLAIN = { email: "grace@example.com", password: "battery staple" };
let doors: Doors;
let owner: Awaited<ReturnType<typeof browser>>;
let plain: typeof owner;
let foreigner: typeof owner;
let graceId: number;
let foreignAgentId: number;
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  owner = await browser(doors, OWNER);
  const grace = { ...PLAIN, name: "Grace", role: "agent", enabled: true, departments: [] };
  graceId = (await owner("POST", "/agents", grace)).json().agentId;
  plain = await browser(doors, PLAIN);
  foreignAgentId = (await addAccount(doors, FOREIGN.email, FOREIGN.password)).agentId;
  foreigner = await browser(doors, FOREIGN);
});
afterAll(() => doors.close());

let count = 0;
const fresh = (): DepartmentBody => ({
  name: `Department ${++count}`,
  description: "",
  enabled: true,
  members: [],
});
const add = async (more: object = {}, by = owner) => {
  const answer = await by("POST", "/departments", { ...fresh(), ...more });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ departmentId: number; name: string }>();
};

test("a department is made, listed with all its members, changed and deleted, and each is told", async () => {
  const told: number[] = [];
  doors.departments.onChanged((accountId) => told.push(accountId));
  const made = await add({ name: " Sales ", description: " Before \n", members: [graceId] });
  const { departmentId } = made;
  expect(made).toEqual({
    departmentId: expect.any(Number),
    name: "Sales",
    description: "Before",
    enabled: true,
    members: [graceId],
  });
  await owner("PATCH", `/agents/${graceId}`, { enabled: false });
  expect((await owner("GET", "/departments")).json()).toContainEqual(made);
  await owner("PATCH", `/agents/${graceId}`, { enabled: true });
  plain = await browser(doors, PLAIN);
  const changed = await owner("PATCH", `/departments/${departmentId}`, { enabled: false });
  expect([changed.statusCode, changed.json()]).toEqual([200, { ...made, enabled: false }]);
  const empty = await owner("PATCH", `/departments/${departmentId}`, { members: [], description: "" });
  expect(empty.json()).toEqual({ ...made, enabled: false, members: [], description: "" });
  expect((await owner("DELETE", `/departments/${departmentId}`)).statusCode).toBe(204);
  expect((await owner("GET", "/departments")).json()).not.toContainEqual(
    expect.objectContaining({ departmentId }),
  );
  const accountId = (await doors.accounts.first())?.accountId;
  expect(told).toEqual([accountId, accountId, accountId, accountId]);
});

test("[SE2] a name that is taken is refused for making and changing, and changes nothing", async () => {
  await add({ name: "Support" });
  const other = await add();
  const answers = [
    await owner("POST", "/departments", { ...fresh(), name: "SUPPORT" }),
    await owner("PATCH", `/departments/${other.departmentId}`, { name: "support " }),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(409);
    expect(answer.json().error).toMatchObject({ field: "name", reason: "name-taken" });
  }
  const all = (await owner("GET", "/departments")).json<{ name: string }[]>();
  expect(all.filter(({ name }) => /support/i.test(name))).toHaveLength(1);
  expect(all).toContainEqual(other);
});

test("[SE3] a chat whose department was deleted keeps it", async () => {
  const { departmentId } = await add();
  const { pool } = doors.fresh;
  await pool.query(
    `insert into visitor (id, account_id, token_hash, number, created_at, last_seen_at)
     select 'v', id, '', 1, 0, 0 from account order by id limit 1`,
  );
  await pool.query(
    `insert into chat (id, account_id, visitor_id, department_id, status, agent_ids, started_by, started_at)
     select 'c', account_id, id, $1, 'ended', '{}', 'visitor', 0 from visitor`,
    [departmentId],
  );
  expect((await owner("DELETE", `/departments/${departmentId}`)).statusCode).toBe(204);
  const { rows } = await pool.query(
    "select d.id, d.name from chat c join department d on d.id = c.department_id where c.id = 'c'",
  );
  expect(rows).toEqual([{ id: departmentId, name: `Department ${count}` }]);
});

test.each([
  [{ name: " " }, "name"],
  [{ name: undefined }, "name"],
  [{ name: "x".repeat(101) }, "name"],
  [{ description: "x".repeat(1001) }, "description"],
  [{ enabled: "yes" }, "enabled"],
  [{ members: ["a"] }, "members.0"],
  [{ members: [999_999] }, "members"],
])("%j is refused for its field %s, with the cause", async (more, field) => {
  const answer = await owner("POST", "/departments", { ...fresh(), ...more });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field });
  expect(answer.json().error.message).toMatch(new RegExp(`^${field}: must .+\\.$`));
});

test("[SE1] a plain agent is refused everything here, and who is signed out too", async () => {
  const { departmentId } = await add();
  const requests = [
    ["GET", "/departments"],
    ["POST", "/departments", fresh()],
    ["PATCH", `/departments/${departmentId}`, { enabled: false }],
    ["DELETE", `/departments/${departmentId}`],
    ["DELETE", "/departments/999999"],
  ] as const;
  const before = (await owner("GET", "/departments")).json();
  for (const [method, path, body] of requests) {
    const refused = await plain(method, path, body);
    expect([refused.statusCode, refused.json().error.reason]).toEqual([403, "administrators-only"]);
    expect((await doors.browse({ method, url: `/dashboard-api${path}` })).statusCode).toBe(401);
  }
  expect((await owner("GET", "/departments")).json()).toEqual(before);
});

test("[VI7] another account's department or agent is answered exactly like one that does not exist", async () => {
  const theirs = await add({ members: [foreignAgentId] }, foreigner);
  for (const [method, body] of [["PATCH", { enabled: false }], ["DELETE"]] as const) {
    const foreign = await owner(method, `/departments/${theirs.departmentId}`, body);
    const absent = await owner(method, "/departments/999999", body);
    expect([foreign.statusCode, foreign.json()]).toEqual([404, absent.json()]);
  }
  const theirAgent = await owner("POST", "/departments", { ...fresh(), members: [foreignAgentId] });
  const noAgent = await owner("POST", "/departments", { ...fresh(), members: [999_999] });
  expect([theirAgent.statusCode, theirAgent.json()]).toEqual([400, noAgent.json()]);
  expect((await foreigner("GET", "/departments")).json()).toEqual([theirs]);
});
