import type { AgentDetails, DepartmentDetails, MailSetUp } from "@causerie/protocol";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { ask, type HttpFailure } from "../ui/ask.ts";

const departmentsQuery = queryOptions<DepartmentDetails[], HttpFailure>({
  queryKey: ["settings", "departments"],
  queryFn: () => ask("GET", "/dashboard-api/departments"),
});

export const mailQuery = queryOptions<MailSetUp, HttpFailure>({
  queryKey: ["mail"],
  queryFn: () => ask("GET", "/dashboard-api/mail"),
});

const agentsQuery = queryOptions<AgentDetails[], HttpFailure>({
  queryKey: ["settings", "agents"],
  queryFn: () => ask("GET", "/dashboard-api/agents"),
});

/** All of them, disabled members included; asked for again when the server says that something has changed. */
export function useDepartments() {
  useFollowing();
  return useQuery(departmentsQuery);
}

/** All of them, disabled ones included. */
export function useAgents() {
  useFollowing();
  return useQuery(agentsQuery);
}

/** Both lists name one another. */
function useFollowing(): void {
  const client = useQueryClient();
  const departments = useAgentState((state) => state.departments);
  const colleagues = useAgentState((state) => state.colleagues);
  // biome-ignore lint/correctness/useExhaustiveDependencies: their change is the word to ask again.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["settings"] });
  }, [client, departments, colleagues]);
}
