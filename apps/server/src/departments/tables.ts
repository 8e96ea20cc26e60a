import type { AccountId, DepartmentId } from "@causerie/domain";
import type { Generated, GeneratedAlways } from "kysely";

/** What clients of the API keep with a department. Nothing here acts on it. */
export type DepartmentExtras = Readonly<{ supportGroupId?: number; reassignmentStrategy?: string }>;

/** A deleted department keeps its name, by which old chats are read. */
export interface DepartmentTable {
  id: GeneratedAlways<DepartmentId>;
  account_id: AccountId;
  name: string;
  description: Generated<string>;
  enabled: Generated<boolean>;
  settings: Generated<DepartmentExtras>;
  deleted_at: Date | null;
}

declare module "../platform/sql/database.ts" {
  interface Tables {
    department: DepartmentTable;
  }
}
