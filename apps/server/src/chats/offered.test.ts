import { type AgentId, type DepartmentId, isOfferedTo } from "@causerie/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Queues } from "./queue.ts";
import { oldestWaiting } from "./store.ts";
import { addDepartment } from "./testing/departments.ts";
import type { TestAccount } from "./testing/node.ts";
import { agentOf, openScene, type Scene } from "./testing/scene.ts";

const AGENTS = [0, 1, 2, 3];
const DEPARTMENTS = [0, 1, 2];

/** Everything by its place in the account. */
type Situation = {
  members: number[][];
  disabledDepartments: number[];
  disabledAgents: number[];
  requests: { department: number | null; excluded: number[]; status: string }[];
};

const anySituation: fc.Arbitrary<Situation> = fc.record({
  members: fc.array(fc.subarray(AGENTS), { minLength: DEPARTMENTS.length, maxLength: DEPARTMENTS.length }),
  disabledDepartments: fc.subarray(DEPARTMENTS, { maxLength: 1 }),
  disabledAgents: fc.subarray(AGENTS, { maxLength: 2 }),
  requests: fc.array(
    fc.record({
      department: fc.option(fc.constantFrom(...DEPARTMENTS), { nil: null }),
      excluded: fc.subarray(AGENTS, { maxLength: 2 }),
      status: fc.constantFrom("waiting", "waiting", "waiting", "unattended"),
    }),
    { maxLength: 6 },
  ),
});

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("[QU4] [QU5] [TR4] what Serve opens and what its button counts is what the rules offer, whatever the store holds", async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(anySituation, async (situation) => {
      const account = await scene.newAccount(AGENTS.length);
      const departments = await store(account, situation);
      const queues = new Queues(scene.pool, () => scene.node.now.ms);
      await queues.load(account.accountId);
      // Who is disabled has no dashboard to ask from.
      for (const agent of AGENTS.filter((one) => !situation.disabledAgents.includes(one))) {
        const expected = offeredTo(agent, account, departments, situation);
        offered += expected.length;
        expect(await servedInTurn(account, agent)).toEqual(expected);
        const { count, oldest } = queues.of(account.accountId, idOf(account, agent));
        expect({ count, oldest: oldest?.chatId ?? null }).toEqual({
          count: expected.length,
          oldest: expected[0] ?? null,
        });
      }
    }),
    { numRuns: 60 },
  );
  expect(offered).toBeGreaterThan(100);
});

/** By the rules alone, the oldest first. */
function offeredTo(
  agent: number,
  account: TestAccount,
  departments: DepartmentId[],
  { members, disabledDepartments, disabledAgents, requests }: Situation,
): string[] {
  const serving = new Map(
    departments.flatMap((departmentId, index) => {
      const enabled = (members[index] ?? []).filter((one) => !disabledAgents.includes(one));
      const isServing = enabled.length > 0 && !disabledDepartments.includes(index);
      return isServing ? [[departmentId, new Set(enabled.map((one) => idOf(account, one)))] as const] : [];
    }),
  );
  return requests.flatMap(({ department, excluded, status }, index) => {
    const departmentId = department === null ? null : (departments[department] ?? null);
    const request = { departmentId, excluded: excluded.map((one) => idOf(account, one)) };
    const isOffered = status === "waiting" && isOfferedTo(idOf(account, agent), request, serving);
    return isOffered ? [nameOf(account, index)] : [];
  });
}

/** As Serve goes from one to the next. */
async function servedInTurn(account: TestAccount, agent: number): Promise<string[]> {
  const served: string[] = [];
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const next = await oldestWaiting(scene.pool, account.accountId, idOf(account, agent), after);
    if (!next) return served;
    served.push(next.chatId);
    after = next.queueNumber;
  }
}

async function store(account: TestAccount, situation: Situation): Promise<DepartmentId[]> {
  const { pool } = scene;
  const departments: DepartmentId[] = [];
  for (const index of DEPARTMENTS) {
    const id = await addDepartment(pool, account, `Department ${index}`, situation.members[index] ?? []);
    // The id comes from the departments' own table.
    departments.push(id as DepartmentId);
  }
  const disabled = situation.disabledDepartments.map((index) => departments[index]);
  await pool.query("update department set enabled = false where id = any($1)", [disabled]);
  const agentIds = situation.disabledAgents.map((index) => idOf(account, index));
  await pool.query("update agent set enabled = false where id = any($1)", [agentIds]);
  for (const [index, request] of situation.requests.entries()) {
    const { department, excluded, status } = request;
    await addRequest(account, nameOf(account, index), {
      queueNumber: index - 3,
      departmentId: department === null ? null : (departments[department] ?? null),
      excluded: excluded.map((one) => idOf(account, one)),
      status,
    });
  }
  return departments;
}

async function addRequest(
  { accountId }: TestAccount,
  chatId: string,
  row: { queueNumber: number; departmentId: DepartmentId | null; excluded: AgentId[]; status: string },
): Promise<void> {
  await scene.pool.query(
    `insert into visitor (id, account_id, token_hash, number, created_at, last_seen_at)
     values ($1, $2, $3, 1, 0, 0)`,
    [chatId, accountId, Buffer.from(chatId)],
  );
  await scene.pool.query(
    `insert into chat (id, account_id, visitor_id, department_id, status, queue_number, agent_ids, excluded_ids,
       started_by, started_at)
     values ($1, $2, $1, $3, $4, $5, '{}', $6, 'visitor', 0)`,
    [chatId, accountId, row.departmentId, row.status, row.queueNumber, row.excluded],
  );
}

function nameOf({ accountId }: TestAccount, index: number): string {
  return `2601.${accountId}.request-${index}`;
}

function idOf(account: TestAccount, index: number): AgentId {
  // The id comes from the agents' own table.
  return agentOf(account, index).agentId as AgentId;
}
