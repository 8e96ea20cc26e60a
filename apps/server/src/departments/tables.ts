import type { AccountId, DepartmentId } from "@causerie/domain";
import type { Generated, GeneratedAlways } from "kysely";

export interface DepartmentTable {
  id: GeneratedAlways<DepartmentId>;
  account_id: AccountId;
  name: string;
  description: Generated<string>;
  enabled: Generated<boolean>;
}

declare module "../platform/sql/database.ts" {
  interface Tables {
    department: DepartmentTable;
  }
}
