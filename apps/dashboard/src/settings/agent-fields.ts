import type { AgentBody, AgentDetails, AgentPatch } from "@causerie/protocol";

/** As the form holds them. An empty password of an agent who exists: theirs stays. */
export type AgentFields = AgentBody;

export const EMPTY_AGENT: AgentFields = {
  name: "",
  email: "",
  password: "",
  role: "agent",
  enabled: true,
  departments: [],
};

export function fieldsOf({ name, email, role, enabled, departments }: AgentDetails): AgentFields {
  return { name, email, role, enabled, departments, password: "" };
}

/** Only what differs: an e-mail or password that is only repeated would be refused where a person is shared. */
export function changedFields(fields: AgentFields, before: AgentDetails): AgentPatch {
  const { name, email, password, role, enabled, departments } = fields;
  const sameDepartments = String([...departments].sort()) === String([...before.departments].sort());
  return {
    ...(name !== before.name && { name }),
    ...(email !== before.email && { email }),
    ...(password !== "" && { password }),
    ...(role !== before.role && { role }),
    ...(enabled !== before.enabled && { enabled }),
    ...(!sameDepartments && { departments }),
  };
}
