import type { AgentDetails } from "@causerie/protocol";
import { expect, test } from "vitest";
import { changedFields, fieldsOf } from "./agent-fields.ts";

const GRACE: AgentDetails = {
  agentId: 2,
  name: "Grace",
  email: "grace@example.com",
  role: "agent",
  enabled: true,
  departments: [3, 1],
  lastSignInAt: null,
};

test("what was not touched is not sent, an empty password least of all", () => {
  expect(changedFields(fieldsOf(GRACE), GRACE)).toEqual({});
  expect(changedFields({ ...fieldsOf(GRACE), departments: [1, 3] }, GRACE)).toEqual({});
});

test("what was changed is sent", () => {
  const changed = { name: "Grace H", password: "a new password", enabled: false, departments: [] };
  expect(changedFields({ ...fieldsOf(GRACE), ...changed }, GRACE)).toEqual(changed);
  const moved = { email: "hopper@example.com", role: "administrator" } as const;
  expect(changedFields({ ...fieldsOf(GRACE), ...moved }, GRACE)).toEqual(moved);
});
