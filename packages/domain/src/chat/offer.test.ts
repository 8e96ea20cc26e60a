import { expect, test } from "vitest";
import type { AgentId, DepartmentId } from "../ids.ts";
import { ana, ben, cleo, sales, support } from "../testing/builders.ts";
import { concerns, hasTaker, isOfferedTo, type ServingDepartments } from "./offer.ts";

const closed = 7 as DepartmentId;
const [a, b, c] = [ana, ben, cleo].map(({ agentId }) => agentId) as [AgentId, AgentId, AgentId];

/** Ana and Ben sell; Cleo supports. */
const departments: ServingDepartments = new Map([
  [sales, new Set([a, b])],
  [support.departmentId, new Set([c])],
]);
const none = { excluded: [] };

test.each([
  ["without a department", null, [true, true, true]],
  ["of a department", sales, [true, true, false]],
  ["of another department", support.departmentId, [false, false, true]],
  ["of a department in which nobody could take it", closed, [true, true, true]],
])("[QU5] a request %s is offered to whom it concerns", (_, departmentId, offered) => {
  expect([a, b, c].map((id) => isOfferedTo(id, { departmentId, ...none }, departments))).toStrictEqual(
    offered,
  );
});

test("[TR4] a request is not offered to whom it is kept from, though it concerns them", () => {
  for (const departmentId of [null, sales, closed]) {
    const request = { departmentId, excluded: [a] };
    expect(concerns(a, request, departments)).toBe(true);
    expect(isOfferedTo(a, request, departments)).toBe(false);
    expect(isOfferedTo(b, request, departments)).toBe(true);
  }
});

test.each([
  ["a member is online", { departmentId: sales, excluded: [] }, [b], true],
  ["only those are online who are in another department", { departmentId: sales, excluded: [] }, [c], false],
  ["only one is online whom it is kept from", { departmentId: sales, excluded: [a] }, [a, c], false],
  ["a colleague of theirs is online too", { departmentId: sales, excluded: [a] }, [a, b], true],
  ["it is everybody's and anybody is online", { departmentId: closed, excluded: [a] }, [a, c], true],
  ["it is everybody's and nobody is online", { departmentId: null, excluded: [] }, [], false],
])("[TR6] whether anybody could take a request: %s", (_, request, online, is) => {
  expect(hasTaker(request, departments, new Set(online))).toBe(is);
});
