import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import { departmentName } from "./groups.ts";

export function DepartmentName({ departmentId }: { departmentId: number | null }) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  return departmentId === null ? null : <bdi>{departmentName(words, departmentId, departments)}</bdi>;
}
