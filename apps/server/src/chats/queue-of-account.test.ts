import {
  type AgentId,
  type ChatId,
  type DepartmentId,
  hasTaker,
  isOfferedTo,
  type ServingDepartments,
} from "@causerie/domain";
import type { Queue } from "@causerie/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AccountQueue, type Eligible, type WaitingChat } from "./queue-of-account.ts";

/** The casts make ids, which elsewhere come from the database. */
const [ana, ben, cleo, dan] = [1, 2, 3, 4] as AgentId[] as [AgentId, AgentId, AgentId, AgentId];
const [sales, support, closed] = [5, 6, 7] as DepartmentId[] as [DepartmentId, DepartmentId, DepartmentId];
const agents = [ana, ben, cleo, dan];
const everybody = new Set(agents);

/** Ana and Ben sell, Ben and Cleo support; Dan is in no department. */
const departments: ServingDepartments = new Map([
  [sales, new Set([ana, ben])],
  [support, new Set([ben, cleo])],
]);

function queueWith(...waiting: Partial<WaitingChat>[]): AccountQueue {
  const queue = new AccountQueue();
  queue.setEligible({ departments, online: everybody });
  waiting.forEach((chat, index) => {
    const queueNumber = index + 1;
    queue.set(named(queueNumber), {
      queueNumber,
      since: queueNumber,
      departmentId: null,
      excluded: [],
      ...chat,
    });
  });
  return queue;
}

function named(number: number): ChatId {
  return `chat-${number}` as ChatId;
}

function offered(count: number, oldest: number | null, onlyExcluded = 0): Queue {
  return { count, oldest: oldest === null ? null : { chatId: named(oldest), since: oldest }, onlyExcluded };
}

test("[QU5] a request without a department is offered to every agent, one of a department to its members", () => {
  const queue = queueWith({ departmentId: sales }, { departmentId: support }, {}, { departmentId: support });
  expect(agents.map((agent) => queue.queueOf(agent))).toEqual([
    offered(2, 1),
    offered(4, 1),
    offered(3, 2),
    offered(1, 3),
  ]);
});

test("[QU5] a request of a department in which nobody could take it is offered to every agent", () => {
  const queue = queueWith({ departmentId: closed });
  for (const agent of agents) expect(queue.queueOf(agent)).toEqual(offered(1, 1));
});

test("[QU5] what is offered follows when departments and their members change", () => {
  const queue = queueWith({ departmentId: sales });
  queue.setEligible({ departments: new Map([[sales, new Set([dan])]]), online: everybody });
  expect(agents.map((agent) => queue.queueOf(agent).count)).toEqual([0, 0, 0, 1]);
  queue.setEligible({ departments: new Map(), online: everybody });
  expect(agents.map((agent) => queue.queueOf(agent).count)).toEqual([1, 1, 1, 1]);
});

test("[TR4] who transferred a request to a department of their own is not offered it, everybody else there is", () => {
  const queue = queueWith({ departmentId: sales, excluded: [ana] }, { departmentId: sales }, {});
  expect(queue.queueOf(ana)).toEqual(offered(2, 2));
  expect(queue.queueOf(ben)).toEqual(offered(3, 1));
});

test("[TR6] when nobody else who could take it is online, those who are excluded are told how many wait for that", () => {
  const queue = queueWith({ departmentId: sales, excluded: [ana] }, { departmentId: sales, excluded: [ben] });
  expect(queue.queueOf(ana)).toEqual(offered(1, 2));
  queue.setEligible({ departments, online: new Set([ana, cleo, dan]) });
  expect(queue.queueOf(ana)).toEqual(offered(1, 2, 1));
  expect(queue.queueOf(ben)).toEqual(offered(1, 1));
  expect(queue.queueOf(cleo)).toEqual(offered(0, null));
});

test("[TR6] one that was transferred on to a department that is not theirs does not concern them", () => {
  const queue = queueWith({ departmentId: support, excluded: [ana] });
  queue.setEligible({ departments, online: new Set([ana]) });
  expect(queue.queueOf(ana)).toEqual(offered(0, null));
});

type Change =
  | { do: "set"; chat: number; waiting: WaitingChat }
  | { do: "delete"; chat: number }
  | { do: "eligible"; eligible: Eligible };

const someAgents = fc.subarray(agents);
const anyEligible: fc.Arbitrary<Eligible> = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom(sales, support), someAgents)), someAgents)
  .map(([members, online]) => ({
    departments: new Map(
      members.filter(([, ids]) => ids.length > 0).map(([department, ids]) => [department, new Set(ids)]),
    ),
    online: new Set(online),
  }));
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("set" as const),
      chat: fc.nat(8),
      waiting: fc.record<WaitingChat>({
        queueNumber: fc.integer({ min: -50, max: 50 }),
        since: fc.nat(100),
        departmentId: fc.constantFrom(null, sales, support, closed),
        excluded: fc.subarray(agents, { maxLength: 2 }),
      }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("delete" as const), chat: fc.nat(8) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("eligible" as const), eligible: anyEligible }),
  },
);

test("[QU5] [TR4] [TR6] after any changes each agent's queue is what the rules say of each request", () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 30, size: "max" }), (changes) => {
      const queue = queueWith();
      const waiting = new Map<ChatId, WaitingChat>();
      let eligible: Eligible = { departments, online: everybody };
      for (const change of changes) {
        if (change.do === "eligible") {
          eligible = change.eligible;
          queue.setEligible(eligible);
        }
        if (change.do === "delete")
          expect(queue.delete(named(change.chat))).toBe(waiting.delete(named(change.chat)));
        // A number is drawn once.
        const isTaken = [...waiting.values()].some(
          ({ queueNumber }) => change.do === "set" && queueNumber === change.waiting.queueNumber,
        );
        if (change.do === "set" && !isTaken) {
          waiting.set(named(change.chat), change.waiting);
          queue.set(named(change.chat), change.waiting);
        }
        for (const agent of agents)
          expect(queue.queueOf(agent)).toEqual(byTheRules(agent, waiting, eligible));
      }
    }),
  );
});

/** Request by request, with nothing remembered. */
function byTheRules(
  agent: AgentId,
  waiting: Map<ChatId, WaitingChat>,
  { departments, online }: Eligible,
): Queue {
  const mine = [...waiting].filter(([, request]) => isOfferedTo(agent, request, departments));
  const [oldest] = mine.sort(([, one], [, other]) => one.queueNumber - other.queueNumber);
  const left = [...waiting.values()].filter(
    (request) =>
      request.excluded.includes(agent) &&
      isOfferedTo(agent, { ...request, excluded: [] }, departments) &&
      !hasTaker(request, departments, online),
  );
  return {
    count: mine.length,
    oldest: oldest ? { chatId: oldest[0], since: oldest[1].since } : null,
    onlyExcluded: left.length,
  };
}
