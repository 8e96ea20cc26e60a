import type { VisitorDetails } from "@causerie/protocol";
import { useEffect } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";

/** Live, of the one visitor in front of me. One window shows one visitor. */
export function useVisitorDetails(visitorId: string): VisitorDetails | undefined {
  const client = useAgentClient();
  useEffect(() => {
    client.watchDetails([visitorId]);
    return () => client.watchDetails([]);
  }, [client, visitorId]);
  return useAgentState((state) => state.details.get(visitorId));
}
