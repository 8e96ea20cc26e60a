import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAccount, apiClient, basic, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const PASSWORD = "battery staple";
const FOREIGN = { email: "foreign@example.org", password: "another secret" };
let doors: Doors;
let owner: ReturnType<typeof apiClient>;
let foreigner: ReturnType<typeof apiClient>;
let plain: ReturnType<typeof apiClient>;
let graceId: number;
let foreignAgentId: number;
beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  owner = apiClient(doors, OWNER.email, OWNER.password);
  foreignAgentId = (await addAccount(doors, FOREIGN.email, FOREIGN.password)).agentId;
  foreigner = apiClient(doors, FOREIGN.email, FOREIGN.password);
  const grace = { email: "grace@example.com", password: PASSWORD, first_name: "Grace" };
  graceId = (await owner("POST", "/agents", grace)).json().id;
  plain = apiClient(doors, grace.email, PASSWORD);
});
afterAll(() => doors.close());

type Department = { id: number; name: string; enabled: boolean; members: number[] };
let count = 0;
const add = async (more: object = {}, by = owner) => {
  const answer = await by("POST", "/departments", { name: `Department ${++count}`, ...more });
  expect(answer.statusCode).toBe(201);
  return answer.json<Department>();
};

test("a department has exactly Zendesk Chat's fields, under both prefixes, by id and by name", async () => {
  const settings = {
    chat_enabled: true,
    support_group_id: 360_001_234_567,
    solved_ticket_reassignment_strategy: "x",
  };
  const made = await owner("POST", "/departments", {
    name: " Ventes & après-vente ",
    description: "Avant et après l’achat",
    members: [graceId],
    settings,
    unknown: "ignored",
  });
  expect(made.statusCode).toBe(201);
  expect(made.json()).toEqual({
    id: expect.any(Number),
    name: "Ventes & après-vente",
    description: "Avant et après l’achat",
    enabled: true,
    members: [graceId],
    settings,
  });
  const name = encodeURIComponent("VENTES & APRÈS-VENTE");
  for (const path of [`/departments/${made.json().id}`, `/departments/name/${name}`])
    for (const url of [path, `/chat${path}`]) expect((await owner("GET", url)).json()).toEqual(made.json());
});

test("what is not given is what Zendesk Chat gives", async () => {
  expect(await add({ name: "Plain" })).toEqual({
    id: expect.any(Number),
    name: "Plain",
    description: "",
    enabled: true,
    members: [],
    settings: { chat_enabled: true, support_group_id: 0, solved_ticket_reassignment_strategy: "" },
  });
});

test("the list is a bare array by ascending id", async () => {
  const added = [await add(), await add({ enabled: 0 })];
  const all = (await owner("GET", "/departments")).json<Department[]>();
  expect(all.slice(-2)).toEqual(added);
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b));
});

describe("changing a department", () => {
  test("changes what is given, whatever its form: dotted keys, nulls, 0 for false", async () => {
    const { id } = await add({ description: "Old", members: [graceId] });
    const body = {
      name: "Renamed",
      id: "x",
      description: null,
      "settings.support_group_id": 7,
      "settings.chat_enabled": 1,
      enabled: 1,
    };
    const answer = await owner("PUT", `/departments/${id}`, body);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      id,
      name: "Renamed",
      description: "Old",
      enabled: true,
      members: [graceId],
      settings: { chat_enabled: true, support_group_id: 7, solved_ticket_reassignment_strategy: "" },
    });
    const again = await owner("PUT", `/departments/${id}`, answer.json());
    expect(again.json()).toEqual(answer.json());
  });

  test("by its name is the same, and one may change its own letters' case", async () => {
    const { id, name } = await add();
    const path = `/departments/name/${encodeURIComponent(name.toLowerCase())}`;
    const answer = await owner("PUT", path, { name: name.toUpperCase(), members: [graceId] });
    expect([answer.statusCode, answer.json().id, answer.json().name]).toEqual([200, id, name.toUpperCase()]);
    expect((await owner("GET", `/departments/${id}`)).json().members).toEqual([graceId]);
    expect((await owner("PUT", `/departments/${id}`, { members: [] })).json().members).toEqual([]);
  });

  test.each([
    [{ enabled: 0 }, false],
    [{ "settings.chat_enabled": false }, false],
    [{ enabled: true, settings: { chat_enabled: false } }, false],
    [{ enabled: false, settings: { chat_enabled: true } }, false],
    [{ enabled: true, settings: { chat_enabled: true } }, true],
  ])("%j leaves an enabled one enabled: %s", async (body, isEnabled) => {
    const { id } = await add();
    const { enabled, settings } = (await owner("PUT", `/departments/${id}`, body)).json();
    expect([enabled, settings.chat_enabled]).toEqual([isEnabled, isEnabled]);
  });

  test("shows at its agents", async () => {
    const { id } = await add({ members: [graceId], enabled: false });
    const before = (await owner("GET", `/agents/${graceId}`)).json();
    expect(before.departments).toContain(id);
    expect(before.enabled_departments).not.toContain(id);
    await owner("PUT", `/departments/${id}`, { enabled: 1 });
    expect((await owner("GET", `/agents/${graceId}`)).json().enabled_departments).toContain(id);
    await owner("PUT", `/agents/${graceId}`, { departments: [id] });
    expect((await owner("GET", `/departments/${id}`)).json().members).toEqual([graceId]);
  });
});

test("[SE3] a deleted department is gone, by id or by name, and its name is free", async () => {
  const one = await add({ name: "Gone", members: [graceId] });
  const answer = await owner("DELETE", `/departments/${one.id}`);
  expect([answer.statusCode, answer.body]).toEqual([204, ""]);
  const lookups = [`/departments/${one.id}`, "/departments/name/Gone"];
  for (const url of lookups) expect((await owner("GET", url)).statusCode).toBe(404);
  expect((await owner("PUT", `/departments/${one.id}`, { name: "Back" })).statusCode).toBe(404);
  expect((await owner("GET", "/departments")).json<Department[]>().map(({ id }) => id)).not.toContain(one.id);
  expect((await owner("GET", `/agents/${graceId}`)).json().departments).not.toContain(one.id);
  const wanted = await owner("PUT", `/agents/${graceId}`, { departments: [one.id] });
  expect([wanted.statusCode, wanted.json().error.field]).toEqual([400, "departments"]);
  const again = await add({ name: "gone" });
  expect(again.id).toBeGreaterThan(one.id);
  expect((await owner("DELETE", "/departments/name/GONE")).statusCode).toBe(204);
});

test("[SE2] two departments of an account never have one name, in whatever case, also made at once", async () => {
  await add({ name: "Équipe" });
  const other = await add({ name: "Other" });
  const fresh = { name: "Twice" };
  const twice = await Promise.all([
    owner("POST", "/departments", fresh),
    owner("POST", "/departments", fresh),
  ]);
  expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  const answers = [
    await owner("POST", "/departments", { name: " éQUIPE " }),
    await owner("PUT", `/departments/${other.id}`, { name: "ÉQUIPE" }),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(409);
    expect(answer.json().error).toEqual({
      code: "conflict",
      field: "name",
      reason: "name-taken",
      message: "name: is another department's already. Use a different one.",
    });
  }
  expect((await add({ name: "Équipe" }, foreigner)).name).toBe("Équipe");
});

test.each([
  [{}, "name"],
  [{ name: "" }, "name"],
  [{ name: "  " }, "name"],
  [{ name: "x".repeat(101) }, "name"],
  [{ name: "x", description: "x".repeat(1001) }, "description"],
  [{ name: "x", enabled: 2 }, "enabled"],
  [{ name: "x", members: ["a"] }, "members.0"],
  [{ name: "x", members: [999_999] }, "members"],
  [{ name: "x", "settings.chat_enabled": "yes" }, "settings.chat_enabled"],
  [{ name: "x", settings: { support_group_id: -1 } }, "settings.support_group_id"],
])("%j is refused for its field %s, with the cause", async (body, field) => {
  const answer = await owner("POST", "/departments", body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field });
  expect(answer.json().error.message).toMatch(new RegExp(`^${field}: must .+\\.$`));
});

test("what is no JSON, no object, no id, or holds a NUL is refused", async () => {
  for (const payload of ["{", "[]", '"x"', ""]) {
    const headers = basic(OWNER.email, OWNER.password);
    const answer = await doors.app.inject({ method: "POST", url: "/api/v2/departments", headers, payload });
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, "invalid"]);
  }
  expect((await owner("GET", "/departments/abc")).json().error).toMatchObject({
    code: "invalid",
    field: "id",
  });
  expect((await owner("GET", "/departments/name/%00")).json().error.code).toBe("invalid");
  expect((await owner("POST", "/departments", { name: "a\0b" })).json().error.code).toBe("invalid");
});

describe("who may", () => {
  test("[SE1] a plain agent reads and writes nothing; who is nobody reads nothing", async () => {
    const { id, name } = await add();
    expect((await plain("GET", `/departments/${id}`)).statusCode).toBe(200);
    const answers = [
      await plain("POST", "/departments", { name: "Mine" }),
      await plain("PUT", `/departments/${id}`, { name: "Mine" }),
      await plain("PUT", `/departments/name/${name}`, { name: "Mine" }),
      await plain("DELETE", `/departments/${id}`),
      await plain("DELETE", `/departments/name/${name}`),
      await plain("DELETE", "/departments/999999"),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403, 403]);
    expect((await owner("GET", `/departments/${id}`)).json().name).toBe(name);
    expect((await doors.app.inject({ url: `/api/v2/departments/${id}` })).statusCode).toBe(401);
  });

  test("[VI7] another account's department or agent is answered exactly like one that does not exist", async () => {
    const foreign = await add({ name: "Theirs", members: [foreignAgentId] }, foreigner);
    const requests = [["GET"], ["PUT", { name: "Ours" }], ["DELETE"]] as const;
    for (const [method, body] of requests)
      for (const [theirs, none] of [
        [`/departments/${foreign.id}`, "/departments/999999"],
        ["/departments/name/Theirs", "/departments/name/Nobody's"],
      ] as const) {
        const answer = await owner(method, theirs, body);
        const absent = await owner(method, none, body);
        expect([answer.statusCode, answer.json()]).toEqual([404, absent.json()]);
        expect(absent.statusCode).toBe(404);
      }
    const theirAgent = await owner("POST", "/departments", { name: "Spy", members: [foreignAgentId] });
    const noAgent = await owner("POST", "/departments", { name: "Spy", members: [999_999] });
    expect([theirAgent.statusCode, theirAgent.json()]).toEqual([400, noAgent.json()]);
    expect((await foreigner("GET", `/departments/${foreign.id}`)).json()).toEqual(foreign);
  });
});
