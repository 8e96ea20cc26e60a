import type { AccountId, AgentId, DepartmentId } from "@causerie/domain";
import type { AgentRole, AgentStatus, IdleTimeout } from "@causerie/protocol";
import type { Generated, GeneratedAlways } from "kysely";

/** A person's membership in an account. A deleted one keeps its name, by which old chats are read. */
export interface AgentTable {
  id: GeneratedAlways<AgentId>;
  account_id: AccountId;
  person_id: string | null;
  display_name: string;
  first_name: string;
  last_name: string;
  role: AgentRole;
  status: Generated<AgentStatus>;
  idle_timeout: Generated<IdleTimeout | null>;
  enabled: Generated<boolean>;
  created_at: Generated<Date>;
  last_login_at: Date | null;
  login_count: Generated<number>;
  deleted_at: Date | null;
}

export interface DepartmentMemberTable {
  department_id: DepartmentId;
  agent_id: AgentId;
}

declare module "../platform/sql/database.ts" {
  interface Tables {
    agent: AgentTable;
    department_member: DepartmentMemberTable;
  }
}
