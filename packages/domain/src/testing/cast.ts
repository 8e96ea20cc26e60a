import type { AgentRef, VisitorRef } from "../chat/events.ts";
import type { DepartmentId } from "../ids.ts";
import { ana, ben, cleo, dan, sales, zoe } from "./builders.ts";

/** Who acts in a random chat: a few, so that they meet. `among`: what agents write among themselves. */
export type Cast = {
  agents: AgentRef[];
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  among: { note: string; remark: string; tag: string; email: string };
};

export const cast: Cast = {
  agents: [ana, ben, cleo, dan],
  visitor: zoe,
  departmentId: sales,
  among: { note: "Be kind", remark: "Knows us", tag: "regular", email: "zoe@example.test" },
};
